#include "app/models/mesh_file.h"

#include "scene/base/files.h"
#include "scene/model/tmesh.h"

namespace twin::app {

Result<ImportedModel> readMeshFile(const std::filesystem::path& path) {
    const Result<MappedFile> file = MappedFile::open(path);
    if (!file) return file.error();
    import::Tmesh mesh;
    if (std::string fault = import::unpackTmesh((*file).bytes(), mesh); !fault.empty())
        return Error{Errc::BadData, std::move(fault)};
    ImportedModel model;
    model.sizeM = mesh.size;
    render::ModelData& data = model.data;
    data.vertices.reserve(mesh.vertices.size());
    for (const import::TmeshVertex& v : mesh.vertices) {
        data.vertices.push_back({{v.position[0], v.position[1], v.position[2]},
                                 {v.normal[0], v.normal[1], v.normal[2]},
                                 {v.uv[0], v.uv[1]},
                                 v.rgba});
    }
    data.indices = std::move(mesh.indices);
    data.parts.reserve(mesh.parts.size());
    for (const import::TmeshPart& part : mesh.parts) {
        data.parts.push_back({part.firstIndex,
                              part.indexCount,
                              {part.baseColour[0], part.baseColour[1], part.baseColour[2], part.baseColour[3]},
                              part.texture,
                              (part.flags & import::kTmeshDoubleSided) != 0});
    }
    data.textures.reserve(mesh.textures.size());
    for (import::TmeshPicture& picture : mesh.textures) {
        data.textures.push_back({picture.size.widthPx, picture.size.heightPx, std::move(picture.rgba)});
    }
    return model;
}

}  // namespace twin::app
