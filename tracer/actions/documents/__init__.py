"""Documents of proceedings: certificates of Regulation (EU) 2018/1805, proposals of orders."""
