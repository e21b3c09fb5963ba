#!/usr/bin/env python3
"""Makes the small model files of this folder. They are committed; run it again only to change one.

Every good file holds boxes of 2 m (east) x 3 m (north) x 4 m (up) unless its name says otherwise.
"""
import base64
import json
import struct
import zlib
from pathlib import Path

HERE = Path(__file__).parent
GOOD, BROKEN = HERE / "good", HERE / "broken"


def box(w, h, d):
    """Corners and outward triangles of a box, y up, from (0,0,0) to (w,h,d): 24 vertices with normals and uv."""
    p, n, uv, ix = [], [], [], []
    for axis in range(3):
        for side in (0, 1):
            normal = [0, 0, 0]
            normal[axis] = 1 if side else -1
            a, b = (axis + 1) % 3, (axis + 2) % 3
            first = len(p)
            for s, t in ((0, 0), (1, 0), (1, 1), (0, 1)):
                c = [0.0, 0.0, 0.0]
                c[axis], c[a], c[b] = side, s, t
                p.append([c[0] * w, c[1] * h, c[2] * d])
                n.append(normal)
                uv.append([s, t])
            quad = (0, 1, 2, 0, 2, 3) if side else (0, 2, 1, 0, 3, 2)
            ix += [first + i for i in quad]
    return p, n, uv, ix


def flat(rows, form):
    return b"".join(struct.pack("<%d%s" % (len(r), form), *r) for r in rows)


def png(w, h, rgba):
    raw = b"".join(b"\0" + bytes(rgba[y * w * 4:(y + 1) * w * 4]) for y in range(h))
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


PICTURE = png(2, 2, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 128])


class Gltf:
    def __init__(self):
        self.j = {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
                  "meshes": [], "accessors": [], "bufferViews": [], "buffers": []}
        self.bin = b""

    def view(self, data, **more):
        self.bin += b"\0" * (-len(self.bin) % 4)
        self.j["bufferViews"].append({"buffer": 0, "byteOffset": len(self.bin), "byteLength": len(data), **more})
        self.bin += data
        return len(self.j["bufferViews"]) - 1

    def accessor(self, data, component, kind, count, **more):
        view = more.pop("view", None)
        stride = more.pop("stride", None)
        view = self.view(data, **({"byteStride": stride} if stride else {})) if view is None else view
        self.j["accessors"].append({"bufferView": view, "componentType": component, "type": kind, "count": count, **more})
        return len(self.j["accessors"]) - 1

    def box(self, w=2, h=4, d=3, **more):
        p, n, uv, ix = box(w, h, d)
        primitive = {"attributes": {
            "POSITION": self.accessor(flat(p, "f"), 5126, "VEC3", 24, min=[0, 0, 0], max=[w, h, d]),
            "NORMAL": self.accessor(flat(n, "f"), 5126, "VEC3", 24),
            "TEXCOORD_0": self.accessor(flat(uv, "f"), 5126, "VEC2", 24)},
            "indices": self.accessor(struct.pack("<36H", *ix), 5123, "SCALAR", 36), **more}
        self.j["meshes"].append({"primitives": [primitive]})
        return primitive

    def text(self, file, fix=lambda j: None):
        uri = "data:application/octet-stream;base64," + base64.b64encode(self.bin).decode()
        self.j["buffers"] = [{"byteLength": len(self.bin), "uri": uri}]
        fix(self.j)
        file.write_text(json.dumps(self.j, indent=1) + "\n")

    def glb(self, file):
        self.j["buffers"] = [{"byteLength": len(self.bin)}]
        text = json.dumps(self.j).encode()
        text += b" " * (-len(text) % 4)
        data = self.bin + b"\0" * (-len(self.bin) % 4)
        whole = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(data), 0x004E4942) + data
        whole = struct.pack("<III", 0x46546C67, 2, 12 + len(whole)) + whole
        file.write_bytes(whole)
        return whole


def textured():
    g = Gltf()
    g.box(material=0)
    g.j["images"] = [{"bufferView": g.view(PICTURE), "mimeType": "image/png"}]
    g.j["textures"] = [{"source": 0}]
    g.j["materials"] = [{"alphaMode": "BLEND", "doubleSided": True, "pbrMetallicRoughness": {
        "baseColorFactor": [0.5, 1, 1, 0.75],
        "baseColorTexture": {"index": 0, "extensions": {"KHR_texture_transform": {"offset": [0.25, 0], "scale": [2, 3]}}}}}]
    return g


def good_gltf():
    textured().glb(GOOD / "textured.glb")

    g = Gltf()
    g.box()
    g.j["nodes"] = [{"children": [1, 2]}, {"mesh": 0}, {"mesh": 0, "scale": [-1, 1, 1], "translation": [-1, 0, 0]}]
    g.text(GOOD / "mirrored.gltf")  # two boxes with a gap of 1 m: 5 x 3 x 4

    g = Gltf()
    g.box(1, 1, 1)
    moves = g.accessor(flat([[0, 0, 0], [4, 0, 0], [0, 9, 0]], "f"), 5126, "VEC3", 3)
    turns = g.accessor(struct.pack("<12b", 0, 0, 0, 127, 0, 127, 0, 0, 0, 0, 0, 127), 5120, "VEC4", 3, normalized=True)
    g.j["nodes"][0]["extensions"] = {"EXT_mesh_gpu_instancing": {"attributes": {"TRANSLATION": moves, "ROTATION": turns}}}
    g.j["extensionsUsed"] = g.j["extensionsRequired"] = ["EXT_mesh_gpu_instancing"]
    g.text(GOOD / "instances.gltf")  # the second is turned by 180 degrees: 4 x 2 x 10

    g = Gltf()
    p, n, uv, ix = box(1, 1, 1)
    quantised = [[round(c * 32767) for c in v] + [0] for v in p]
    normals = [[c * 127 for c in v] + [0] for v in n]
    g.j["meshes"] = [{"primitives": [{"attributes": {
        "POSITION": g.accessor(flat(quantised, "h"), 5122, "VEC3", 24, normalized=True, stride=8),
        "NORMAL": g.accessor(flat(normals, "b"), 5120, "VEC3", 24, normalized=True, stride=4)},
        "indices": g.accessor(struct.pack("<36B", *ix), 5121, "SCALAR", 36)}]}]
    g.j["nodes"][0]["scale"] = [2, 4, 3]
    g.j["extensionsUsed"] = g.j["extensionsRequired"] = ["KHR_mesh_quantization"]
    g.text(GOOD / "quantised.gltf")

    g = Gltf()
    primitive = g.box()
    colours = [[255, 0, 0, 255]] * 12 + [[0, 0, 255, 255]] * 12
    primitive["attributes"]["COLOR_0"] = g.accessor(flat(colours, "B"), 5121, "VEC4", 24, normalized=True)
    del primitive["attributes"]["NORMAL"]
    g.text(GOOD / "colours_without_normals.gltf")

    g = Gltf()
    primitive = g.box()
    lifted = g.view(struct.pack("<2H", 0, 1))
    values = g.view(flat([[0, -2, 0], [0, -2, 3]], "f"))
    g.j["accessors"][primitive["attributes"]["POSITION"]]["sparse"] = {
        "count": 2, "indices": {"bufferView": lifted, "componentType": 5123}, "values": {"bufferView": values}}
    g.text(GOOD / "sparse.gltf")  # two corners lie 2 m deeper: 2 x 3 x 6

    g = Gltf()
    g.j["meshes"] = [{"primitives": [
        {"mode": 5, "attributes": {"POSITION": g.accessor(flat([[0, 0, 0], [2, 0, 0], [0, 4, 0], [2, 4, 0]], "f"), 5126, "VEC3", 4)}},
        {"mode": 1, "attributes": {"POSITION": g.accessor(flat([[0, 0, 0], [9, 9, 9]], "f"), 5126, "VEC3", 2)}}]}]
    g.text(GOOD / "strip_and_lines.gltf")  # 2 x 0 x 4, two triangles that look south


def good_others():
    p, n, uv, ix = box(2, 4, 3)
    lines = ["mtllib house.mtl", "usemtl brick"]
    lines += ["v %g %g %g" % tuple(v) for v in p] + ["vt %g %g" % tuple(v) for v in uv] + ["vn %g %g %g" % tuple(v) for v in n]
    faces = [ix[i:i + 3] for i in range(0, 36, 3)]
    lines += ["f " + " ".join("%d/%d/%d" % (i + 1, i + 1, i + 1) for i in f) for f in faces]
    (GOOD / "house.obj").write_text("\n".join(lines) + "\n")
    (GOOD / "house.mtl").write_text("newmtl brick\nKd 1 0.5 0.5\nd 0.5\nmap_Kd Textures\\Brick.PNG\n")
    (GOOD / "brick.png").write_bytes(PICTURE)
    (GOOD / "kilometres.obj").write_text("v 0 0 0\nv 5000 0 0\nv 0 5000 0\nf 1 2 3\n")
    (GOOD / "millimetres.obj").write_text("v 0 0 0\nv 0.002 0 0\nv 0 0.002 0\nf 1 2 3\n")
    (GOOD / "utf16.obj").write_bytes("v 0 0 0\nv 2 0 0\nv 0 4 0\nf 1 2 3\n".encode("utf-16"))
    (GOOD / "broken_material.obj").write_text("mtllib broken_material.mtl\nusemtl a\nv 0 0 0\nv 2 0 0\nv 0 4 0\nf 1 2 3\n")
    (GOOD / "broken_material.mtl").write_text("newmtl a\naniso 0.5\n")
    (GOOD / "partly_nan.obj").write_text("v 0 0 0\nv 2 0 0\nv 0 4 0\nv nan 0 0\nf 1 2 3\nf 1 2 4\nf 1 2 2\n")

    z = [[x, -d, h] for x, h, d in p]  # z up: 2 east, 3 north, 4 up
    stl = ["solid box"]
    for f in faces:
        stl += ["facet normal 0 0 0", "outer loop"] + ["vertex %g %g %g" % tuple(z[i]) for i in f] + ["endloop", "endfacet"]
    (GOOD / "box.stl").write_text("\n".join(stl + ["endsolid box"]) + "\n")
    ply = ["ply", "format ascii 1.0", "element vertex 24", "property float x", "property float y", "property float z",
           "element face 12", "property list uchar int vertex_indices", "end_header"]
    ply += ["%g %g %g" % tuple(v) for v in z] + ["3 %d %d %d" % tuple(f) for f in faces]
    (GOOD / "box.ply").write_text("\n".join(ply) + "\n")

    numbers = " ".join("%g %g %g" % tuple(100 * c for c in v) for v in z)
    (GOOD / "centimetres_z_up.dae").write_text(f"""<?xml version="1.0" encoding="utf-8"?>
<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">
 <asset><unit name="centimeter" meter="0.01"/><up_axis>Z_UP</up_axis></asset>
 <library_geometries><geometry id="g"><mesh>
  <source id="p"><float_array id="pa" count="72">{numbers}</float_array>
   <technique_common><accessor source="#pa" count="24" stride="3">
    <param name="X" type="float"/><param name="Y" type="float"/><param name="Z" type="float"/></accessor></technique_common></source>
  <vertices id="v"><input semantic="POSITION" source="#p"/></vertices>
  <triangles count="12"><input semantic="VERTEX" source="#v" offset="0"/><p>{" ".join(map(str, ix))}</p></triangles>
 </mesh></geometry></library_geometries>
 <library_visual_scenes><visual_scene id="s"><node id="n"><instance_geometry url="#g"/></node></visual_scene></library_visual_scenes>
 <scene><instance_visual_scene url="#s"/></scene>
</COLLADA>
""")

    def fbx(file, up, front, coord, unit, vertices):
        indices = ",".join("%d,%d,%d" % (f[0], f[1], -f[2] - 1) for f in faces)
        settings = "".join(f'  P: "{k}", "int", "Integer", "",{v}\n' for k, v in (
            ("UpAxis", up[0]), ("UpAxisSign", up[1]), ("FrontAxis", front[0]), ("FrontAxisSign", front[1]),
            ("CoordAxis", coord[0]), ("CoordAxisSign", coord[1])))
        file.write_text(f"""; FBX 7.4.0 project file
FBXHeaderExtension:  {{
 FBXHeaderVersion: 1003
 FBXVersion: 7400
 Creator: "tests/import/files/make.py"
}}
GlobalSettings:  {{
 Version: 1000
 Properties70:  {{
{settings}  P: "UnitScaleFactor", "double", "Number", "",{unit}
 }}
}}
Objects:  {{
 Geometry: 1, "Geometry::box", "Mesh" {{
  Vertices: *72 {{
   a: {",".join("%g" % c for v in vertices for c in v)}
  }}
  PolygonVertexIndex: *36 {{
   a: {indices}
  }}
  GeometryVersion: 124
 }}
 Model: 2, "Model::box", "Mesh" {{
  Version: 232
 }}
}}
Connections:  {{
 C: "OO",2,0
 C: "OO",1,2
}}
""")
    fbx(GOOD / "inches_z_up.fbx", (2, 1), (1, -1), (0, 1), 2.54, [[c / 0.0254 for c in v] for v in z])
    fbx(GOOD / "metres_y_up.fbx", (1, 1), (2, 1), (0, 1), 100, p)
    # right is -z, up is y, the front looks along x
    fbx(GOOD / "centimetres_turned.fbx", (1, 1), (0, 1), (2, -1), 1, [[100 * v[2], 100 * v[1], -100 * v[0]] for v in p])


IFC_HEAD = """ISO-10303-21;
HEADER;
FILE_DESCRIPTION((''),'2;1');
FILE_NAME('','',(''),(''),'','','');
FILE_SCHEMA(('%s'));
ENDSEC;
DATA;
#1=IFCCARTESIANPOINT((0.,0.,0.));
#2=IFCAXIS2PLACEMENT3D(#1,$,$);
#3=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#2,$);
#4=IFCSIUNIT(*,.LENGTHUNIT.,%s,.METRE.);
#5=IFCUNITASSIGNMENT((#4));
#6=IFCLOCALPLACEMENT($,#2);
#7=IFCOWNERHISTORY($,$,$,.ADDED.,$,$,$,0);
#10=IFCPROJECT('0YvctVUKr0kugbFTf53O9L',#7,'p',$,$,$,$,(#3),#5);
#11=IFCBUILDING('1YvctVUKr0kugbFTf53O9L',#7,'b',$,$,#6,$,$,.ELEMENT.,$,$,$);
#12=IFCRELAGGREGATES('2YvctVUKr0kugbFTf53O9L',#7,$,$,#10,(#11));
#13=IFCRELCONTAINEDINSPATIALSTRUCTURE('3YvctVUKr0kugbFTf53O9L',#7,$,$,(#20),#11);
"""
IFC_FOOT = "ENDSEC;\nEND-ISO-10303-21;\n"


def ifc():
    extruded = """#20=IFCWALL('0YvctVUKr0kugbFTf53O9M',#7,'w',$,$,#6,#21,$%s);
#21=IFCPRODUCTDEFINITIONSHAPE($,$,(#22));
#22=IFCSHAPEREPRESENTATION(#3,'Body','SweptSolid',(#23));
#23=IFCEXTRUDEDAREASOLID(#24,%s,#25,4000.);
#24=IFCRECTANGLEPROFILEDEF(.AREA.,$,#26,2000.,3000.);
#25=IFCDIRECTION((0.,0.,1.));
#26=IFCAXIS2PLACEMENT2D(#27,$);
#27=IFCCARTESIANPOINT((500.,0.));
"""
    (GOOD / "millimetres.ifc").write_text(IFC_HEAD % ("IFC2X3", ".MILLI.") + extruded % ("", "#2") + IFC_FOOT)
    four = IFC_HEAD % ("IFC4", ".MILLI.") + extruded % (",$", "$") + IFC_FOOT
    (GOOD / "optional_in_ifc4.ifc").write_text(four.replace(",#7,", ",$,").replace(".ELEMENT.", "$").replace("#7=", "/* none */ #7=", 1))
    corners = "(0.,0.,0.),(2.,0.,0.),(2.,3.,0.),(0.,3.,0.),(0.,0.,4.),(2.,0.,4.),(2.,3.,4.),(0.,3.,4.)"
    quads = [(4, 3, 2, 1), (5, 6, 7, 8), (1, 2, 6, 5), (2, 3, 7, 6), (3, 4, 8, 7), (4, 1, 5, 8)]
    triangles = ",".join(f"({a},{b},{c}),({a},{c},{d})" for a, b, c, d in quads)
    (GOOD / "triangles_in_two_colours.ifc").write_text(IFC_HEAD % ("IFC4X3_ADD2", "$") + f"""#20=IFCPAVEMENT('0YvctVUKr0kugbFTf53O9M',#7,'pavement',$,$,#6,#21,$,$);
#21=IFCPRODUCTDEFINITIONSHAPE($,$,(#22));
#22=IFCSHAPEREPRESENTATION(#3,'Body','Tessellation',(#23));
#23=IFCTRIANGULATEDFACESET(#24,$,.T.,(
  {triangles} /* outward */
 ),$);
#24=IFCCARTESIANPOINTLIST3D(({corners}),$);
#25=IFCINDEXEDCOLOURMAP(#23,0.5,#26,(1,1,1,1,2,2,2,2,2,2,2,2));
#26=IFCCOLOURRGBLIST(((1.,0.,0.),(0.,0.,1.)));
""" + IFC_FOOT)
    faces = "".join(f"#{30 + i}=IFCINDEXEDPOLYGONALFACE(({','.join(map(str, q))}));\n" for i, q in enumerate(quads))
    (GOOD / "polygons.ifc").write_text(IFC_HEAD % ("IFC4", "$") + f"""#20=IFCBUILDINGELEMENTPROXY('0YvctVUKr0kugbFTf53O9M',#7,'p',$,$,#6,#21,$,$);
#21=IFCPRODUCTDEFINITIONSHAPE($,$,(#22));
#22=IFCSHAPEREPRESENTATION(#3,'Body','Tessellation',(#23));
#23=IFCPOLYGONALFACESET(#24,.T.,(#30,#31,#32,#33,#34,#35),$);
#24=IFCCARTESIANPOINTLIST3D(({corners}));
{faces}""" + IFC_FOOT)


def broken():
    whole = textured().glb(BROKEN / "cut_off.glb")
    (BROKEN / "cut_off.glb").write_bytes(whole[:len(whole) // 2])
    (BROKEN / "chunk_too_long.glb").write_bytes(whole[:12] + struct.pack("<I", 0x7FFFFFFF) + whole[16:])
    (BROKEN / "version_1.glb").write_bytes(whole[:4] + struct.pack("<I", 1) + whole[8:])
    (BROKEN / "empty.glb").write_bytes(b"")
    (BROKEN / "empty.obj").write_bytes(b"")
    (BROKEN / "no_json.gltf").write_text("{ \"asset\": ")

    def with_box(name, fix):
        g = Gltf()
        g.box()
        g.text(BROKEN / name, fix)
    with_box("circle_of_nodes.gltf", lambda j: j.update(nodes=[{"mesh": 0, "children": [1]}, {"children": [0]}]))
    with_box("index_too_large.gltf", lambda j: j["accessors"][0].update(count=20) or [a.update(count=20) for a in j["accessors"][1:3]])
    with_box("view_too_long.gltf", lambda j: j["bufferViews"][0].update(byteLength=99999))
    with_box("huge_count.gltf", lambda j: j["accessors"][0].update(count=4000000000))
    with_box("file_not_there.gltf", lambda j: j["buffers"][0].update(uri="not_there.bin"))
    with_box("file_outside.gltf", lambda j: j["buffers"][0].update(uri="../../../../../../../../etc/hostname"))
    with_box("file_on_network.gltf", lambda j: j["buffers"][0].update(uri="https://example.org/a.bin"))
    with_box("unknown_extension.gltf", lambda j: j.update(extensionsRequired=["EXT_from_the_future"]))
    with_box("gltf_1.gltf", lambda j: j.update(asset={"version": "1.0"}))
    with_box("attributes_differ.gltf", lambda j: j["accessors"][1].update(count=5))
    (BROKEN / "deep.gltf").write_text(json.dumps({"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}],
                                                  "nodes": [{"children": [i + 1]} for i in range(2000)] + [{}]}))
    (BROKEN / "brackets.gltf").write_text("[" * 100000)
    (BROKEN / "points_only.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\np 1 2 3\nl 1 2\n")
    (BROKEN / "nan_only.obj").write_text("v nan nan nan\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    (BROKEN / "index_too_large.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 2000000000\n")
    (BROKEN / "cut_off.dae").write_text((GOOD / "centimetres_z_up.dae").read_text()[:900])
    (BROKEN / "cut_off.fbx").write_bytes(b"Kaydara FBX Binary  \0\x1a\0" + struct.pack("<I", 7400) + b"\xff" * 200)
    wall = (GOOD / "millimetres.ifc").read_text()
    (BROKEN / "cut_off.ifc").write_text(wall[:wall.index("#24=") + 20])
    (BROKEN / "other_schema.ifc").write_text(wall.replace("IFC2X3", "AUTOMOTIVE_DESIGN"))
    (BROKEN / "not_step.ifc").write_text("this is no IFC file\n")
    (BROKEN / "own_parent.ifc").write_text(wall.replace("#6=IFCLOCALPLACEMENT($,#2)", "#6=IFCLOCALPLACEMENT(#6,#2)"))
    (BROKEN / "huge_count.ply").write_text("ply\nformat ascii 1.0\nelement vertex 4000000000\nproperty float x\nproperty float y\n"
                                           "property float z\nend_header\n0 0 0\n")
    (BROKEN / "huge_count.stl").write_bytes(b"\0" * 80 + struct.pack("<I", 0xFFFFFFFF) + b"\0" * 100)
    (BROKEN / "plan.dwg").write_text("AC1032")
    (BROKEN / "no_ending").write_text("?")


good_gltf()
good_others()
ifc()
broken()
