print("$x$")
