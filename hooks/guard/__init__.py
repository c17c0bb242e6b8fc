"""What nobody may do: what stands in the repository, what data and text may become, what is built, where links lead.

Comes in: the repository, sources, built pages. Lists of what is allowed; everything else is a problem with its place.
"""
