# Sources of the kits, relative to tools/bake.
set(KIT_SOURCES
    kits/camp.cpp
    kits/furniture.cpp
    kits/part.cpp
    kits/play.cpp
    kits/registry.cpp
    kits/rope_park.cpp
    kits/water.cpp
)
