# Sources of the kits, relative to tools/bake.
set(KIT_SOURCES
    kits/furniture.cpp
    kits/part.cpp
    kits/registry.cpp
    kits/water.cpp
)
