"""Prints what PhiloxTests expects: Philox4x32-10 by way of Python's integers, bounded by multiplication with rejection, and the
permutation of 10 that seed 1 and stream 2 give."""


def block(counter, key):
    (a, b, c, d), (k, l) = counter, key
    for _ in range(10):
        p, q = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = (q >> 32) ^ b ^ k, q & 0xFFFFFFFF, (p >> 32) ^ d ^ l, p & 0xFFFFFFFF
        k, l = (k + 0x9E3779B9) & 0xFFFFFFFF, (l + 0xBB67AE85) & 0xFFFFFFFF
    return a, b, c, d


def numbers(seed, stream):
    index = 0
    while True:
        counter = [index & 0xFFFFFFFF, index >> 32, stream & 0xFFFFFFFF, stream >> 32]
        a, b, c, d = block(counter, [seed & 0xFFFFFFFF, seed >> 32])
        yield b << 32 | a
        yield d << 32 | c
        index += 1


def below(bound, source):
    while True:
        product = next(source) * bound
        if product % 2**64 >= 2**64 % bound:
            return product >> 64


def permutation(count, seed, stream):
    source, order = numbers(seed, stream), list(range(count))
    for place in range(count - 1, 0, -1):
        other = below(place + 1, source)
        order[place], order[other] = order[other], order[place]
    return order


print(permutation(10, 1, 2))
