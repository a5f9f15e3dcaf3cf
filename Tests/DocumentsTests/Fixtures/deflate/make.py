#!/usr/bin/env python3
"""Makes cases for the reader of DEFLATE, with zlib's verdict on each: what comes out, or that it is refused.

    make.py [SEED [COUNT]] >cases.txt

A line: what the case is, the compressed bytes in base64, and `LENGTH CRC-32` of what zlib makes of them, `cut` where zlib
wants more input, `refused` where it wants no more of it, or `behind` where bytes are left over.
"""

import base64
import random
import sys
import zlib


def material(random):
    kind = random.randrange(6)
    size = random.choice([0, 1, 2, 7, 63, 258, 259, 1000, 3000])
    if kind == 0:
        return random.randbytes(size // 4)
    if kind == 1:
        return bytes([random.randrange(256)]) * (size * 20)
    if kind == 2:
        words = [random.randbytes(random.randrange(1, 9)) for _ in range(20)]
        return b"".join(random.choice(words) for _ in range(size // 8))
    if kind == 3:
        return bytes(min(255, int(random.expovariate(0.08))) for _ in range(size))
    if kind == 4:
        cells = (f'<c r="{chr(65 + i % 26)}{i // 26}" s="{i % 3}"><v>{random.randrange(9999)}</v></c>' for i in range(size // 30))
        return "".join(cells).encode()
    # References as far back as they may reach.
    start = random.randbytes(40)
    return start + bytes(32768 - 40 - random.randrange(3)) + start


def packed(random, data):
    level = random.randrange(10)
    strategy = random.choice([zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED])
    packer = zlib.compressobj(level, zlib.DEFLATED, -random.choice([9, 12, 15]), random.randrange(1, 10), strategy)
    result = b""
    while data and random.random() < 0.3:
        cut = random.randrange(len(data) + 1)
        result += packer.compress(data[:cut]) + packer.flush(random.choice([zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK]))
        data = data[cut:]
    return f"level {level}, strategy {strategy}", result + packer.compress(data) + packer.flush()


def broken(random, data):
    data = bytearray(data)
    for _ in range(random.choice([1, 1, 1, 2, 5])):
        place = random.randrange(min(len(data), 60) if random.random() < 0.6 else len(data))
        kind = random.randrange(4)
        if kind == 0:
            data[place] ^= 1 << random.randrange(8)
        elif kind == 1:
            data[place] = random.randrange(256)
        elif kind == 2:
            del data[place]
        else:
            data.insert(place, random.randrange(256))
        if not data:
            data = bytearray(b"\0")
    return bytes(data)


def verdict(data):
    reader = zlib.decompressobj(-15)
    try:
        result = reader.decompress(data)
    except zlib.error:
        return "refused"
    if not reader.eof:
        return "cut"
    if reader.unused_data:
        return "behind"
    return f"{len(result)} {zlib.crc32(result):08x}"


def main():
    source = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 700
    for number in range(count):
        if number % 7 == 6:
            name, data = "noise", bytes([source.randrange(256) & 0xFE | source.randrange(2)]) + source.randbytes(source.randrange(120))
        else:
            name, data = packed(source, material(source))
            if number % 7 >= 3:
                name, data = name + ", broken", broken(source, data)
            elif number % 7 == 2:
                name, data = name + ", cut", data[: source.randrange(len(data))]
        # Small ones alone, so that the file stays small; the seed may be changed as often as one likes.
        if len(data) > 700 and count < 10_000:
            continue
        print(f"{number}: {name}\t{base64.b64encode(data).decode()}\t{verdict(data)}")


main()
