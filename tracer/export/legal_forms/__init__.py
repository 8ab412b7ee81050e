"""Documents of proceedings as files: certificates of Regulation (EU) 2018/1805, proposals of orders."""
