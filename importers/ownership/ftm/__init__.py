"""Reads entities of FollowTheMoney, the data model of Aleph and OpenSanctions."""
