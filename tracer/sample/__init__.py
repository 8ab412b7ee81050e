"""The sample case: an invented trafficking group, written as banks and registers send it, with known answers.

Everything is invented and says so: names such as Inventescu and Fictivescu, banks with the codes EXMP, FICT
and INVT that no institution has, birth years 1880 to 1899 in the personal numbers, company codes from 99
million up, places such as Valea Fictivă. No person, company, account or file exists.
"""
