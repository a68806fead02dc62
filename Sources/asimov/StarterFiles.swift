/// The files that `asimov init` writes; the folder `Starter` holds them, and the build puts them into the program.
enum StarterFiles {}
