"""The certificates of Regulation (EU) 2018/1805: their forms as rows, and a form filled from what is on record."""
