"""Makes signal.csv and background.csv: two Gaussians in two features, 400 weighted events each."""
import random

random.seed(7)
for name, mean in [("signal.csv", 1.0), ("background.csv", -1.0)]:
    with open(name, "w") as file:
        file.write("MET,HT,weight\n")
        for _ in range(400):
            file.write("%.4f,%.4f,%.3f\n" % (random.gauss(mean, 1), random.gauss(-mean, 1), random.uniform(0.5, 1.5)))
