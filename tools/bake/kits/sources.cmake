# Sources of the kits, relative to tools/bake.
set(KIT_SOURCES
    kits/camp.cpp
    kits/furniture.cpp
    kits/leisure.cpp
    kits/part.cpp
    kits/play.cpp
    kits/registry.cpp
    kits/rope_park.cpp
    kits/sacred.cpp
    kits/sport.cpp
    kits/water.cpp
)
