"""From a file to a document: paragraphs with their printed numbers, in sections of known kinds.

``model`` is what the rules see, ``plaintext`` reads a file, ``structure`` groups its lines with the help of the others:

- ``tidy`` cleans lines and finds columns and page furniture, ``lines`` reads the beginning of each line that is left
- ``contents`` finds contents lists, ``headings`` the headings, ``broken`` joins what the margin or the page has broken
- ``numbers`` holds the printed numbers read so far, ``paragraphs`` adds paragraphs with theirs, and leads lists in
- ``kinds`` reads ``sections.yaml``: what headings announce; ``levels`` tells how deep they stand; ``sections`` opens
  and closes sections by both; ``recommending`` tells recommendations from what stands in one section with them
"""
