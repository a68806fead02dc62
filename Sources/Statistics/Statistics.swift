// Statistics: see the other files of this folder.
