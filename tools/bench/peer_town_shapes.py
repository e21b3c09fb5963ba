"""The synthetic town that peer_town.py writes: land, lake, houses, roads and trees, made when this is imported."""
import math
import random
import sys
from array import array

SEED = 20240711
WORLD = 8000.0
N = 512                      # quads a side
CELL = WORLD / N
N_BUILD = 10000
N_TREES = 100000
FLAT_EVERY = 5               # city_flat keeps every fifth tree
CHUNK_Q = 64                 # terrain chunk: 64x64 quads = 1 km
B_TILE = 250.0               # buildings and roads are batched per 250 m tile
T_TILE = 1000.0              # trees are batched per 1 km tile
LAKE_C = (1250.0, -760.0)
LAKE_HA = 43.0
LON0, LAT0 = 11.0, 48.0

rng = random.Random(SEED)


# ---------------------------------------------------------------- noise
def hash2(ix, iz, s=0):
    h = (ix * 374761393 + iz * 668265263 + s * 974711) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((h ^ (h >> 16)) & 0xFFFF) / 65535.0


def vnoise(x, z, s=0):
    ix, iz = math.floor(x), math.floor(z)
    fx, fz = x - ix, z - iz
    fx = fx * fx * (3 - 2 * fx)
    fz = fz * fz * (3 - 2 * fz)
    a = hash2(ix, iz, s)
    b = hash2(ix + 1, iz, s)
    c = hash2(ix, iz + 1, s)
    d = hash2(ix + 1, iz + 1, s)
    return (a + (b - a) * fx) * (1 - fz) + (c + (d - c) * fx) * fz


def fbm(x, z, octaves, s=0):
    v, a, t = 0.0, 0.5, 0.0
    for o in range(octaves):
        v += a * vnoise(x, z, s + o)
        t += a
        x *= 2.03
        z *= 2.03
        a *= 0.5
    return v / t


# ---------------------------------------------------------------- reservoir
def lake_polygon():
    k = 64
    pts = []
    for i in range(k):
        a = 2 * math.pi * i / k
        r = 1.0 + 0.22 * math.sin(2 * a + 0.6) + 0.10 * math.sin(3 * a + 2) + 0.05 * math.sin(7 * a)
        pts.append((r * 1.35 * math.cos(a), r * math.sin(a)))
    area = abs(poly_area(pts))
    s = math.sqrt(LAKE_HA * 10000.0 / area)
    return [(LAKE_C[0] + x * s, LAKE_C[1] + z * s) for x, z in pts]


def poly_area(p):
    return 0.5 * sum(p[i][0] * p[(i + 1) % len(p)][1] - p[(i + 1) % len(p)][0] * p[i][1]
                     for i in range(len(p)))


LAKE = lake_polygon()


def lake_signed(x, z):
    """Distance to the shore, negative inside (bounded search)."""
    if abs(x - LAKE_C[0]) > 900 or abs(z - LAKE_C[1]) > 900:
        return 500.0
    best = 1e18
    inside = False
    n = len(LAKE)
    j = n - 1
    for i in range(n):
        xi, zi = LAKE[i]
        xj, zj = LAKE[j]
        dx, dz = xj - xi, zj - zi
        t = ((x - xi) * dx + (z - zi) * dz) / (dx * dx + dz * dz)
        t = 0.0 if t < 0 else 1.0 if t > 1 else t
        ex, ez = x - xi - t * dx, z - zi - t * dz
        d = ex * ex + ez * ez
        if d < best:
            best = d
        if (zi > z) != (zj > z) and x < (xj - xi) * (z - zi) / (zj - zi) + xi:
            inside = not inside
        j = i
    d = math.sqrt(best)
    return -d if inside else d


WATER_Y = 3.0


# ---------------------------------------------------------------- terrain
def raw_height(x, z):
    r = math.hypot(x / 1.15, z)
    town = min(1.0, max(0.0, (r - 900.0) / 2200.0))
    town = town * town * (3 - 2 * town)
    h = 12.0 * fbm(x / 1100.0, z / 1100.0, 3, 11) + town * (
        330.0 * fbm(x / 1900.0 + 7, z / 1900.0 + 3, 5, 31) - 70.0)
    h += 2.0
    d = lake_signed(x, z)
    if d < 160.0:
        if d < 0:
            shore = WATER_Y - min(14.0, -d * 0.12) - 0.8
            h = shore
        else:
            t = d / 160.0
            t = t * t * (3 - 2 * t)
            h = (WATER_Y + 1.2 + d * 0.02) * (1 - t) + max(h, WATER_Y + 2) * t
    return h


print("terrain ...", file=sys.stderr)
H = array('f', bytes(4 * (N + 1) * (N + 1)))
for j in range(N + 1):
    z = -WORLD / 2 + j * CELL
    for i in range(N + 1):
        H[j * (N + 1) + i] = raw_height(-WORLD / 2 + i * CELL, z)


def ground(x, z):
    """Height on the drawn triangles (diagonal from (i,j) to (i+1,j+1))."""
    u = (x + WORLD / 2) / CELL
    v = (z + WORLD / 2) / CELL
    i = min(N - 1, max(0, int(u)))
    j = min(N - 1, max(0, int(v)))
    fu, fv = u - i, v - j
    a = H[j * (N + 1) + i]
    b = H[j * (N + 1) + i + 1]
    c = H[(j + 1) * (N + 1) + i]
    d = H[(j + 1) * (N + 1) + i + 1]
    if fu > fv:
        return a + (b - a) * fu + (d - b) * fv
    return a + (d - c) * fu + (c - a) * fv


# ---------------------------------------------------------------- meshes
class Mesh:
    __slots__ = ("p", "n", "t", "c", "i")

    def __init__(self):
        self.p = array('f')
        self.n = array('f')
        self.t = array('f')
        self.c = array('B')
        self.i = array('I')

    def vert(self, p, n, t, c):
        self.p.extend(p)
        self.n.extend(n)
        self.t.extend(t)
        self.c.extend(c)
        return len(self.p) // 3 - 1

    def tri(self, a, b, c):
        self.i.extend((a, b, c))

    def quad(self, a, b, c, d):
        self.i.extend((a, b, c, a, c, d))

    @property
    def tris(self):
        return len(self.i) // 3


def norm(v):
    length = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) or 1.0
    return (v[0] / length, v[1] / length, v[2] / length)


WHITE = (255, 255, 255, 255)


def terrain_meshes():
    out = []
    for cj in range(0, N, CHUNK_Q):
        for ci in range(0, N, CHUNK_Q):
            m = Mesh()
            for j in range(cj, cj + CHUNK_Q + 1):
                for i in range(ci, ci + CHUNK_Q + 1):
                    x = -WORLD / 2 + i * CELL
                    z = -WORLD / 2 + j * CELL
                    h = H[j * (N + 1) + i]
                    hl = H[j * (N + 1) + max(0, i - 1)]
                    hr = H[j * (N + 1) + min(N, i + 1)]
                    hd = H[max(0, j - 1) * (N + 1) + i]
                    hu = H[min(N, j + 1) * (N + 1) + i]
                    m.vert((x, h, z), norm((hl - hr, 2 * CELL, hd - hu)), (i / N, j / N), WHITE)
            w = CHUNK_Q + 1
            for j in range(CHUNK_Q):
                for i in range(CHUNK_Q):
                    a = j * w + i
                    # a b / c d, counter-clockwise seen from +y
                    m.i.extend((a, a + w + 1, a + 1, a, a + w, a + w + 1))
            out.append(m)
    return out


# ---------------------------------------------------------------- town plan
BX, BZ = 84.0, 62.0          # block pitch
ROT = 0.35
CR, SR = math.cos(ROT), math.sin(ROT)


def warp(u, v):
    """Street-grid coordinates to world."""
    x = u + 38.0 * math.sin(v / 410.0) + 12.0 * math.sin(v / 130.0 + 1.0)
    z = v + 44.0 * math.sin(u / 520.0 + 0.7)
    return (x * CR - z * SR, x * SR + z * CR)


def warp_angle(u, v):
    x0, z0 = warp(u - 2, v)
    x1, z1 = warp(u + 2, v)
    return math.atan2(z1 - z0, x1 - x0)


def footprint(kind, w, d, r):
    """Counter-clockwise seen from +y when (x, z) is read as x right, z down: listed so that
    walls face out. Returns points (x, z) and roof triangles."""
    hw, hd = w / 2, d / 2
    if kind == 4:
        return [(-hw, -hd), (-hw, hd), (hw, hd), (hw, -hd)], [(0, 1, 2), (0, 2, 3)]
    if kind == 5:
        c = min(hw, hd) * 0.6
        p = [(-hw, -hd), (-hw, hd), (hw - c, hd), (hw, hd - c), (hw, -hd)]
        return p, [(0, 1, 2), (0, 2, 3), (0, 3, 4)]
    if kind == 6:            # L
        p = [(-hw, -hd), (-hw, hd), (0.05 * w, hd), (0.05 * w, 0.0), (hw, 0.0), (hw, -hd)]
        return p, [(0, 1, 2), (0, 2, 3), (0, 3, 4), (0, 4, 5)]
    if kind == 7:            # octagon with one square corner
        c = min(hw, hd) * 0.55
        p = [(-hw, -hd), (-hw, hd - c), (-hw + c, hd), (hw - c, hd), (hw, hd - c),
             (hw, -hd + c), (hw - c, -hd)]
        return p, [(0, k, k + 1) for k in range(1, 6)]
    s = 0.22 * w             # T, 8 vertices
    p = [(-hw, -hd), (-hw, -hd * 0.1), (-s, -hd * 0.1), (-s, hd), (s, hd), (s, -hd * 0.1),
         (hw, -hd * 0.1), (hw, -hd)]
    return p, [(0, 1, 2), (0, 2, 5), (2, 3, 4), (2, 4, 5), (0, 5, 7), (5, 6, 7)]


print("buildings ...", file=sys.stderr)
blocks = []
for bi in range(-24, 25):
    for bj in range(-26, 27):
        u, v = (bi + 0.5) * BX, (bj + 0.5) * BZ
        x, z = warp(u, v)
        if lake_signed(x, z) < 75.0:
            continue
        if (bi, bj) in ((0, 0), (-1, 0), (-7, 6), (-7, 7), (8, 3)):   # square and parks
            continue
        blocks.append((math.hypot(u / 1.2, v), bi, bj))
blocks.sort()

buildings = []
for r, bi, bj in blocks:
    if len(buildings) >= N_BUILD:
        break
    for row in range(2):
        for col in range(4):
            if len(buildings) >= N_BUILD:
                break
            u = bi * BX + 6 + (col + 0.5) * 18.0
            v = bj * BZ + 6 + (row + 0.5) * 25.0
            w = rng.uniform(9.0, 15.5)
            d = rng.uniform(9.0, 15.0)
            u += rng.uniform(-1.0, 1.0)
            v += (-3.5 if row == 0 else 3.5) + rng.uniform(-1, 1)
            x, z = warp(u, v)
            buildings.append({
                "x": x, "z": z, "a": warp_angle(u, v), "w": w, "d": d, "r": r,
                "key": r + rng.uniform(-500, 500), "k": rng.random(), "h": rng.random(),
                "c": rng.random(), "rc": rng.random(), "side": row})
cut = sorted(b["key"] for b in buildings)[N_BUILD // 2]
WALL = [(236, 226, 205), (228, 205, 170), (240, 236, 228), (214, 196, 178), (201, 160, 130),
        (222, 214, 190), (190, 180, 172)]
ROOF = [(168, 72, 48), (150, 60, 44), (120, 60, 50), (96, 88, 86), (178, 92, 60)]
FLATR = [(150, 148, 144), (122, 122, 124), (172, 168, 160)]

tiles = {}


def tile(x, z):
    key = (math.floor(x / B_TILE), math.floor(z / B_TILE))
    if key not in tiles:
        tiles[key] = {"wall": Mesh(), "roof": Mesh(), "road": Mesh()}
    return tiles[key]


features = []
neutral = []
road_lines = []
n_gable = 0
n_verts_hist = {}
for b in buildings:
    gable = b["key"] >= cut
    n_gable += gable
    if gable:
        kind = 4
        floors = 1 + int(b["h"] * 2.4)
    else:
        kind = (4, 5, 6, 6, 7, 8)[int(b["k"] * 6)]
        floors = 2 + int(b["h"] * (2.5 + 5.0 * max(0.0, 1 - b["r"] / 900.0)))
    n_verts_hist[kind] = n_verts_hist.get(kind, 0) + 1
    fp, tris = footprint(kind, b["w"], b["d"], b["k"])
    ca, sa = math.cos(b["a"]), math.sin(b["a"])
    wp = [(b["x"] + px * ca - pz * sa, b["z"] + px * sa + pz * ca) for px, pz in fp]
    gs = [ground(x, z) for x, z in wp]
    base = min(gs) - 0.6
    eave = max(gs) + 3.0 * floors
    t = tile(b["x"], b["z"])
    wall, roof = t["wall"], t["roof"]
    wc = WALL[int(b["c"] * len(WALL))] + (255,)
    rc = (ROOF[int(b["rc"] * len(ROOF))] if gable else FLATR[int(b["rc"] * len(FLATR))]) + (255,)
    s = 0.0
    n = len(wp)
    for k in range(n):
        x0, z0 = wp[k]
        x1, z1 = wp[(k + 1) % n]
        length = math.hypot(x1 - x0, z1 - z0)
        nx, nz = -(z1 - z0) / length, (x1 - x0) / length
        u0, u1 = s / 12.0, (s + length) / 12.0
        v0, v1 = 0.0, (eave - base) / 12.0
        i0 = wall.vert((x0, base, z0), (nx, 0, nz), (u0, -v0), wc)
        i1 = wall.vert((x1, base, z1), (nx, 0, nz), (u1, -v0), wc)
        i2 = wall.vert((x1, eave, z1), (nx, 0, nz), (u1, -v1), wc)
        i3 = wall.vert((x0, eave, z0), (nx, 0, nz), (u0, -v1), wc)
        wall.quad(i0, i1, i2, i3)
        s += length
    ridge = eave
    if gable:
        # ridge along the longer side; wp is (-,-) (-,+) (+,+) (+,-)
        along_x = b["w"] >= b["d"]
        rise = 0.5 * (b["d"] if along_x else b["w"]) * 0.85
        ridge = eave + rise
        if along_x:
            q = [wp[0], wp[1], wp[2], wp[3]]
        else:
            q = [wp[1], wp[2], wp[3], wp[0]]
        ra = ((q[0][0] + q[1][0]) / 2, (q[0][1] + q[1][1]) / 2)
        rb = ((q[2][0] + q[3][0]) / 2, (q[2][1] + q[3][1]) / 2)
        # two slopes: q1 q2 rb ra and q3 q0 ra rb
        for e0, e1, f0, f1 in ((q[1], q[2], rb, ra), (q[3], q[0], ra, rb)):
            a0 = (e0[0], eave, e0[1])
            a1 = (e1[0], eave, e1[1])
            b0 = (f0[0], ridge, f0[1])
            b1 = (f1[0], ridge, f1[1])
            ux, uy, uz = a1[0] - a0[0], a1[1] - a0[1], a1[2] - a0[2]
            vx, vy, vz = b1[0] - a0[0], b1[1] - a0[1], b1[2] - a0[2]
            nn = norm((uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx))
            ids = [roof.vert(pt, nn, (0, 0), rc) for pt in (a0, a1, b0, b1)]
            roof.quad(*ids)
        for e0, e1, f in ((q[0], q[1], ra), (q[2], q[3], rb)):
            length = math.hypot(e1[0] - e0[0], e1[1] - e0[1])
            nn = (-(e1[1] - e0[1]) / length, 0, (e1[0] - e0[0]) / length)
            i0 = wall.vert((e0[0], eave, e0[1]), nn, (0.0, 0.02), wc)
            i1 = wall.vert((e1[0], eave, e1[1]), nn, (0.01, 0.02), wc)
            i2 = wall.vert((f[0], ridge, f[1]), nn, (0.005, 0.01), wc)
            wall.tri(i0, i1, i2)
    else:
        ids = [roof.vert((x, eave, z), (0, 1, 0), (0, 0), rc) for x, z in wp]
        for a, bb, c in tris:
            roof.tri(ids[a], ids[bb], ids[c])
    ring = [[LON0 + x / (111320.0 * math.cos(math.radians(LAT0))), LAT0 - z / 110574.0] for x, z in wp]
    ring.append(ring[0])
    neutral.append({"type": "Feature",
                    "properties": {"id": len(neutral), "base": round(base, 3), "ground": round(max(gs), 3),
                                   "eaves": round(eave, 3), "ridge": round(ridge, 3), "floors": floors,
                                   "roof": "gable" if gable else "flat",
                                   "wall_colour": "#%02x%02x%02x" % wc[:3], "roof_colour": "#%02x%02x%02x" % rc[:3]},
                    "geometry": {"type": "Polygon",
                                 "coordinates": [[[round(x, 3), round(-z, 3)] for x, z in wp + wp[:1]]]}})
    features.append({"type": "Feature",
                     "properties": {"base": 0, "h": round(ridge - max(gs), 2),
                                    "color": "#%02x%02x%02x" % rc[:3]},
                     "geometry": {"type": "Polygon",
                                  "coordinates": [[[round(a, 8), round(c, 8)] for a, c in ring]]}})

# ---------------------------------------------------------------- roads
print("roads ...", file=sys.stderr)
used = [(bi, bj) for r, bi, bj in blocks[:len(buildings) // 8 + 1]]
umin, umax = min(b[0] for b in used), max(b[0] for b in used) + 1
vmin, vmax = min(b[1] for b in used), max(b[1] for b in used) + 1
usedset = set(used)
road_len = 0.0


def ribbon(pts, width):
    """pts: list of (x, z); emits quads into the tile of each segment."""
    global road_len
    road_lines.append((pts, width))
    n = len(pts)
    side = []
    for k in range(n):
        x0, z0 = pts[max(0, k - 1)]
        x1, z1 = pts[min(n - 1, k + 1)]
        length = math.hypot(x1 - x0, z1 - z0) or 1.0
        nx, nz = -(z1 - z0) / length, (x1 - x0) / length
        x, z = pts[k]
        ax, az = x + nx * width / 2, z + nz * width / 2
        bx, bz = x - nx * width / 2, z - nz * width / 2
        h = max(ground(ax, az), ground(bx, bz), ground(x, z)) + 0.35
        side.append(((ax, h, az), (bx, h, bz)))
    grey = (86, 86, 90, 255)
    for k in range(n - 1):
        m = tile(*pts[k])["road"]
        (a0, b0), (a1, b1) = side[k], side[k + 1]
        road_len += math.hypot(pts[k + 1][0] - pts[k][0], pts[k + 1][1] - pts[k][1])
        ids = [m.vert(p, (0, 1, 0), (0, 0), grey) for p in (b0, a0, a1, b1)]
        m.quad(*ids)


for bi in range(umin, umax + 1):
    width = 13.0 if bi % 5 == 0 else 7.5
    for bj in range(vmin, vmax):
        if (bi, bj) in usedset or (bi - 1, bj) in usedset:
            ribbon([warp(bi * BX, bj * BZ + BZ * k / 8) for k in range(9)], width)
for bj in range(vmin, vmax + 1):
    width = 13.0 if bj % 6 == 0 else 7.5
    for bi in range(umin, umax):
        if (bi, bj) in usedset or (bi, bj - 1) in usedset:
            ribbon([warp(bi * BX + BX * k / 10, bj * BZ) for k in range(11)], width)
for k in range(5):           # country roads to the edge of the map
    a = k * 2 * math.pi / 5 + 0.9
    pts = []
    r = 1250.0
    while r < 3950:
        aa = a + 0.25 * math.sin(r / 600.0 + k)
        pts.append((r * math.cos(aa), r * math.sin(aa)))
        r += 8.0
    pts = [p for p in pts if lake_signed(*p) > 20]
    ribbon(pts, 9.0)

# ---------------------------------------------------------------- water
water = Mesh()
ids = [water.vert((x, WATER_Y, z), (0, 1, 0), (x / 40, z / 40), (255, 255, 255, 255)) for x, z in LAKE]
ci = water.vert((LAKE_C[0], WATER_Y, LAKE_C[1]), (0, 1, 0), (LAKE_C[0] / 40, LAKE_C[1] / 40),
                (255, 255, 255, 255))
for k in range(len(ids)):
    water.tri(ci, ids[(k + 1) % len(ids)], ids[k])


# ---------------------------------------------------------------- trees
def trunk(m, r, h, sides, c):
    ring = []
    for k in range(sides):
        a = 2 * math.pi * k / sides
        n = (math.cos(a), 0.0, math.sin(a))
        ring.append((m.vert((r * n[0], 0, r * n[2]), n, (0, 0), c),
                     m.vert((r * 0.7 * n[0], h, r * 0.7 * n[2]), n, (0, 0), c)))
    for k in range(sides):
        a, b = ring[k], ring[(k + 1) % sides]
        m.quad(a[0], a[1], b[1], b[0])


def cone(m, r, y0, y1, sides, c):
    ring = []
    for k in range(sides):
        a = 2 * math.pi * k / sides
        ring.append(m.vert((r * math.cos(a), y0, r * math.sin(a)),
                           norm((math.cos(a), 0.45, math.sin(a))), (0, 0), c))
    top = m.vert((0, y1, 0), (0, 1, 0), (0, 0), c)
    bot = m.vert((0, y0 + (y1 - y0) * 0.15, 0), (0, -1, 0), (0, 0), tuple(int(v * 0.6) for v in c[:3]) + (255,))
    for k in range(sides):
        m.tri(ring[k], top, ring[(k + 1) % sides])
        m.tri(ring[(k + 1) % sides], bot, ring[k])


def blob(m, cx, cy, cz, rx, ry, sides, rows, c, s):
    rings = []
    top = m.vert((cx, cy + ry, cz), (0, 1, 0), (0, 0), c)
    for j in range(1, rows):
        t = math.pi * j / rows
        ring = []
        for k in range(sides):
            a = 2 * math.pi * (k + 0.5 * (j & 1)) / sides
            f = 0.86 + 0.28 * hash2(k, j, s)
            n = (math.sin(t) * math.cos(a), math.cos(t), math.sin(t) * math.sin(a))
            shade = 0.72 + 0.28 * (n[1] * 0.5 + 0.5)
            ring.append(m.vert((cx + rx * f * n[0], cy + ry * f * n[1], cz + rx * f * n[2]), n, (0, 0),
                               tuple(int(v * shade) for v in c[:3]) + (255,)))
        rings.append(ring)
    bot = m.vert((cx, cy - ry, cz), (0, -1, 0), (0, 0), tuple(int(v * 0.7) for v in c[:3]) + (255,))
    for k in range(sides):
        k1 = (k + 1) % sides
        m.tri(top, rings[0][k1], rings[0][k])
        m.tri(bot, rings[-1][k], rings[-1][k1])
        for j in range(len(rings) - 1):
            a, b, c2, d = rings[j][k], rings[j][k1], rings[j + 1][k], rings[j + 1][k1]
            if j & 1:
                m.tri(a, b, c2)
                m.tri(b, d, c2)
            else:
                m.tri(a, b, d)
                m.tri(a, d, c2)


BARK = (92, 70, 50, 255)


def species():
    s0 = Mesh()              # spruce
    trunk(s0, 0.35, 2.5, 5, BARK)
    for k in range(3):
        cone(s0, 3.0 - 0.75 * k, 1.6 + 3.0 * k, 6.6 + 3.2 * k, 9, (34 + 6 * k, 72 + 8 * k, 40, 255))
    s1 = Mesh()              # oak
    trunk(s1, 0.45, 4.0, 5, BARK)
    blob(s1, 0, 7.0, 0, 4.2, 4.0, 9, 5, (66, 104, 44, 255), 1)
    s2 = Mesh()              # birch
    trunk(s2, 0.25, 4.0, 6, (206, 204, 198, 255))
    blob(s2, 0, 7.5, 0, 2.5, 4.6, 8, 5, (104, 140, 62, 255), 2)
    s3 = Mesh()              # maple, two crowns
    trunk(s3, 0.40, 4.0, 5, BARK)
    blob(s3, 0.8, 6.0, 0.3, 3.2, 2.8, 8, 4, (84, 112, 40, 255), 3)
    blob(s3, -0.9, 8.6, -0.4, 2.6, 2.5, 8, 4, (96, 122, 46, 255), 4)
    return [s0, s1, s2, s3]


SPEC = species()
print("trees ...", file=sys.stderr)
trees = []                   # (x, y, z, yaw, scale, species)
N_TOWN = 30000
while len(trees) < N_TOWN:
    b = buildings[len(trees) % N_BUILD]
    ca, sa = math.cos(b["a"]), math.sin(b["a"])
    # between the rows (gardens) or at the kerb
    back = 1.0 if b["side"] == 0 else -1.0
    if rng.random() < 0.7:
        px, pz = rng.uniform(-9, 9), back * rng.uniform(9.0, 13.5)
    else:
        px, pz = rng.uniform(-9, 9), -back * rng.uniform(8.2, 9.2)
    x = b["x"] + px * ca - pz * sa
    z = b["z"] + px * sa + pz * ca
    trees.append((x, ground(x, z) - 0.1, z, rng.uniform(0, 2 * math.pi), rng.uniform(0.45, 0.95),
                  (1, 2, 3, 3, 1, 0)[int(rng.random() * 6)]))
bset = {}
for b in buildings:
    bset.setdefault((int(b["x"] // 40), int(b["z"] // 40)), []).append((b["x"], b["z"]))


def near_building(x, z):
    ix, iz = int(x // 40), int(z // 40)
    for a in (-1, 0, 1):
        for c in (-1, 0, 1):
            for bx, bz in bset.get((ix + a, iz + c), ()):
                if (bx - x) ** 2 + (bz - z) ** 2 < 22 ** 2:
                    return True
    return False


while len(trees) < N_TREES:
    x = rng.uniform(-3990, 3990)
    z = rng.uniform(-3990, 3990)
    f = fbm(x / 620.0, z / 620.0, 3, 77)
    if f < 0.52 and rng.random() > 0.03:
        continue
    if lake_signed(x, z) < 12 or near_building(x, z):
        continue
    y = ground(x, z)
    con = y > 90 or fbm(x / 300.0, z / 300.0, 2, 99) > 0.55
    sp = 0 if con and rng.random() < 0.85 else (1, 2, 3)[int(rng.random() * 3)]
    trees.append((x, y - 0.2, z, rng.uniform(0, 2 * math.pi), rng.uniform(0.8, 1.7), sp))
