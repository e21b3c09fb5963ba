// Cameras, cascades and where a pixel's ray ends.
#include "renderer/world/views.h"

#include <gtest/gtest.h>

#include <cmath>

#include "renderer/world/noise.h"

namespace twin::render {
namespace {

CameraPose pose() { return {{100, -200, 300}, {120, 40, 230}, 0.8}; }

glm::dvec3 project(const shared::FrameData& frame, glm::dvec3 point) {
    const glm::vec4 clip =
        frame.viewProj * glm::vec4(glm::vec3(point - glm::dvec3(frame.eye) - glm::dvec3(frame.eyeLow)), 1);
    return glm::dvec3(clip) / static_cast<double>(clip.w);
}

TEST(Views, TheTargetIsInTheMiddle) {
    shared::FrameData frame{};
    setCamera(frame, pose(), {1280, 720});
    const glm::dvec3 at = project(frame, pose().target);
    EXPECT_NEAR(at.x, 0, 1e-5);
    EXPECT_NEAR(at.y, 0, 1e-5);
}

TEST(Views, NearIsOneAndFarIsNought) {
    shared::FrameData frame{};
    setCamera(frame, pose(), {1280, 720});
    const glm::dvec3 forward = glm::normalize(pose().target - pose().eye);
    EXPECT_NEAR(project(frame, pose().eye + forward * kNearM).z, 1, 1e-4);
    EXPECT_NEAR(project(frame, pose().eye + forward * 100000.0).z, 0, 1e-5);
    EXPECT_GT(project(frame, pose().eye + forward * 10.0).z, project(frame, pose().eye + forward * 11.0).z);
}

TEST(Views, UpIsUpInThePicture) {
    shared::FrameData frame{};
    setCamera(frame, pose(), {1280, 720});
    EXPECT_LT(project(frame, pose().target + glm::dvec3(0, 0, 10)).y, 0) << "Vulkan's y points down";
    EXPECT_GT(project(frame, pose().target + glm::dvec3(10, 0, 0)).x, 0);
}

TEST(Views, PlanesHoldWhatThePictureShows) {
    shared::FrameData frame{};
    setCamera(frame, pose(), {1280, 720});
    const auto inside = [&](glm::dvec3 point) {
        const glm::vec3 rel(point - pose().eye);
        for (int i = 0; i < 6; ++i) {
            if (glm::dot(glm::vec3(frame.planes[i]), rel) + frame.planes[i].w < 0) return false;
        }
        return true;
    };
    for (int x = -40; x <= 40; ++x) {
        for (int z = -30; z <= 30; ++z) {
            const glm::dvec3 point = pose().target + glm::dvec3(x * 9, 15, z * 7);
            const glm::dvec3 at = project(frame, point);
            const bool seen = std::abs(at.x) <= 1 && std::abs(at.y) <= 1;
            const bool atTheEdge = std::abs(std::abs(at.x) - 1) < 1e-3 || std::abs(std::abs(at.y) - 1) < 1e-3;
            if (!atTheEdge) {
                EXPECT_EQ(inside(point), seen) << x << " " << z;
            }
        }
    }
}

TEST(Views, UnprojectingGivesThePointBack) {
    shared::FrameData frame{};
    setCamera(frame, pose(), {1280, 720});
    const glm::dvec3 point = pose().target + glm::dvec3(20, -12, 6);
    const glm::dvec3 at = project(frame, point);
    const glm::uvec2 pixel(static_cast<unsigned>((at.x + 1) * 640), static_cast<unsigned>((at.y + 1) * 360));
    const glm::dvec3 back = unproject(pose(), {1280, 720}, pixel, static_cast<float>(at.z));
    EXPECT_LT(glm::length(back - point), 0.35) << "half a pixel at 250 m";
}

TEST(Views, CascadeTexelsStayInPlaceWhileTheEyeMoves) {
    shared::FrameData frame{};
    const glm::vec3 sun = glm::normalize(glm::vec3(0.4F, -0.5F, 0.6F));
    const glm::dvec3 mark{130, 20, 230};
    const auto texelOf = [&](CameraPose p, int cascade) {
        setCamera(frame, p, {1280, 720});
        setCascades(frame, p, sun, {4, 1024});
        const glm::vec4 clip = frame.shadow[cascade] * glm::vec4(glm::vec3(mark - p.eye), 1);
        return glm::dvec2(clip.x, clip.y) * 512.0;
    };
    for (int cascade = 0; cascade < 4; ++cascade) {
        CameraPose p = pose();
        const glm::dvec2 first = texelOf(p, cascade);
        for (int step = 1; step < 6; ++step) {
            const glm::dvec3 shift(step * 1.37, step * 0.73, 0);
            p.eye = pose().eye + shift;
            p.target = pose().target + shift;
            const glm::dvec2 moved = texelOf(p, cascade) - first;
            EXPECT_NEAR(moved.x, std::round(moved.x), 0.03) << "cascade " << cascade;
            EXPECT_NEAR(moved.y, std::round(moved.y), 0.03) << "cascade " << cascade;
        }
    }
}

TEST(Views, FarCascadesStandStillWhileTheEyeMovesALittle) {
    shared::FrameData frame{};
    const glm::vec3 sun = glm::normalize(glm::vec3(0.4F, -0.5F, 0.6F));
    const auto placesFrom = [&](glm::dvec3 shift) {
        CameraPose p = pose();
        p.eye += shift;
        p.target += shift;
        setCamera(frame, p, {1280, 720});
        return setCascades(frame, p, sun, {4, 1024});
    };
    // Over 40 m in steps of one, the third and fourth are drawn again a few times, the first ones each time.
    std::array<int, 4> drawn{};
    CascadePlaces before = placesFrom({});
    for (int step = 1; step <= 40; ++step) {
        const CascadePlaces now = placesFrom(glm::dvec3(0.8, 0.6, 0) * static_cast<double>(step));
        for (std::size_t i = 0; i < 4; ++i) drawn[i] += now[i] == before[i] ? 0 : 1;
        before = now;
    }
    EXPECT_EQ(drawn[0], 40);
    EXPECT_LE(drawn[2], 12);
    EXPECT_LE(drawn[3], 6);
    EXPECT_GE(drawn[2], 1);
    EXPECT_GT(frame.cascadeFar[3], 300);
    EXPECT_FALSE(placesFrom({400, 0, 0})[3] == before[3]);
}

TEST(Views, ACascadeThatStandsStillHoldsAllItIsAskedFor) {
    shared::FrameData frame{};
    const glm::vec3 sun = glm::normalize(glm::vec3(0.4F, -0.5F, 0.6F));
    for (int step = 0; step < 60; ++step) {
        CameraPose p = pose();
        const glm::dvec3 shift(step * 3.7, step * -2.3, step * 0.4);
        p.eye += shift;
        p.target += shift;
        setCamera(frame, p, {1280, 720});
        (void)setCascades(frame, p, sun, {4, 1024});
        // Corners of the picture at the end of each cascade's reach.
        for (int i = 0; i < 4; ++i) {
            for (const glm::vec2 corner : {glm::vec2(-1, -1), glm::vec2(1, -1), glm::vec2(-1, 1), glm::vec2(1, 1)}) {
                const glm::vec3 ray = glm::normalize(frame.forward + frame.right * corner.x + frame.up * corner.y);
                const glm::vec4 clip = frame.shadow[i] * glm::vec4(ray * (0.999F * frame.cascadeFar[i]), 1);
                EXPECT_LE(std::max(std::abs(clip.x), std::abs(clip.y)), 1) << "cascade " << i << " step " << step;
            }
        }
    }
}

TEST(Views, AShadowBoxStaysWhereItIsWhereverTheEyeIs) {
    shared::FrameData frame{};
    const glm::vec3 sun = glm::normalize(glm::vec3(0.4F, -0.5F, 0.6F));
    const glm::dvec3 centre{50, 60, 200};
    const auto placeOf = [&](const CameraPose& p, glm::dvec3 point) {
        setCamera(frame, p, {1280, 720});
        setShadowBox(frame, p, sun, centre, 3200, 2048);
        return glm::vec3(frame.shadow[0] * glm::vec4(glm::vec3(point - p.eye), 1));
    };
    CameraPose other = pose();
    other.eye += glm::dvec3(-900, 400, 120);
    for (const glm::dvec3 point : {centre, centre + glm::dvec3(700, -900, 40), glm::dvec3(-400, 300, 150)}) {
        EXPECT_LT(glm::length(placeOf(pose(), point) - placeOf(other, point)), 1e-4F);
    }
    EXPECT_NEAR(placeOf(pose(), centre).x, 0, 1e-5);
    EXPECT_GT(placeOf(pose(), centre).z, placeOf(pose(), centre + glm::dvec3(sun) * 100.0).z) << "nearer to the light";
    EXPECT_EQ(frame.cascades, 1U);
    EXPECT_EQ(frame.cascadeTexel.x, 1.5625F);
}

TEST(Views, CascadesFollowEachOtherAndHoldWhatIsNear) {
    shared::FrameData frame{};
    const glm::vec3 sun = glm::normalize(glm::vec3(0.4F, -0.5F, 0.6F));
    setCamera(frame, pose(), {1280, 720});
    setCascades(frame, pose(), sun, {4, 1024});
    EXPECT_EQ(frame.cascades, 4U);
    for (int i = 1; i < 4; ++i) {
        EXPECT_GT(frame.cascadeFar[i], frame.cascadeFar[i - 1]);
        EXPECT_GE(frame.cascadeTexel[i], frame.cascadeTexel[i - 1]);
    }
    EXPECT_NEAR(frame.cascadeFar[3], shadowReachM(pose()), 1);
    const glm::vec4 clip = frame.shadow[3] * glm::vec4(glm::vec3(pose().target - pose().eye), 1);
    EXPECT_LT(std::abs(clip.x), 1);
    EXPECT_LT(std::abs(clip.y), 1);
    EXPECT_GT(clip.z, 0);
    EXPECT_LT(clip.z, 1);
}

TEST(Views, TwoCascadesOnTheLowestQuality) {
    shared::FrameData frame{};
    setCamera(frame, pose(), {320, 180});
    setCascades(frame, pose(), {0, 0, 1}, {2, 512});
    EXPECT_EQ(frame.cascades, 2U);
    EXPECT_GT(frame.cascadeFar[1], frame.cascadeFar[0]);
    EXPECT_EQ(frame.cascadeFar[2], 0);
}

TEST(Views, LookingStraightDownIsAllowed) {
    shared::FrameData frame{};
    setCamera(frame, {{0, 0, 500}, {0, 0, 0}, 0.8}, {320, 180});
    EXPECT_FALSE(std::isnan(frame.viewProj[0][0]));
    EXPECT_NEAR(project(frame, {0, 0, 0}).x, 0, 1e-5);
}

TEST(Noise, IsTheSameEveryTimeAndUsesItsRange) {
    const auto a = makeNoise();
    EXPECT_EQ(a, makeNoise());
    ASSERT_EQ(a.size(), std::size_t{kNoiseSizePx} * kNoiseSizePx * 4);
    for (std::size_t channel = 0; channel < 4; ++channel) {
        int low = 255;
        int high = 0;
        for (std::size_t i = channel; i < a.size(); i += 4) {
            low = std::min<int>(low, a[i]);
            high = std::max<int>(high, a[i]);
        }
        EXPECT_EQ(low, 0);
        EXPECT_EQ(high, 255);
    }
}

glm::dvec2 pixelOf(const shared::FrameData& frame, glm::dvec3 point) {
    const glm::dvec3 at = project(frame, point);
    return {(at.x + 1) / 2 * frame.size.x, (at.y + 1) / 2 * frame.size.y};
}

TEST(Views, UprightEdgesStayUprightUnderAShiftLens) {
    for (const double lookZ : {150.0, 230.0, 290.0, 300.0, 360.0}) {
        CameraPose shifted = pose();
        shifted.target.z = lookZ;
        shifted.twoPoint = true;
        shared::FrameData frame{};
        setCamera(frame, shifted, {1920, 1080});
        const glm::dvec3 middle = project(frame, shifted.target);
        EXPECT_NEAR(middle.x, 0, 1e-4);
        EXPECT_NEAR(middle.y, 0, 1e-4) << "the target leaves the middle of the picture";
        double leaning = 0;
        for (double x = -60; x <= 60; x += 20) {
            const glm::dvec3 foot = shifted.target + glm::dvec3(x, 30 + x / 5, -25);
            const glm::dvec2 low = pixelOf(frame, foot);
            const glm::dvec2 high = pixelOf(frame, foot + glm::dvec3(0, 0, 50));
            EXPECT_LT(std::abs(low.x - high.x), 0.1) << "an edge leans, looking at " << lookZ;
            CameraPose plain = shifted;
            plain.twoPoint = false;
            shared::FrameData tilted{};
            setCamera(tilted, plain, {1920, 1080});
            leaning =
                std::max(leaning, std::abs(pixelOf(tilted, foot).x - pixelOf(tilted, foot + glm::dvec3(0, 0, 50)).x));
        }
        if (lookZ != 300.0) {
            EXPECT_GT(leaning, 1) << "the usual lens should lean here";
        }
    }
}

TEST(Views, PastItsReachTheShiftLensTiltsWithoutAJump) {
    glm::dvec2 before{};
    for (int i = 0; i < 60; ++i) {
        const double pitch = -(30 + 0.5 * i) * 3.14159265358979 / 180;  // 30 to 60 degrees down, across the limit of 40
        CameraPose shifted = pose();
        shifted.twoPoint = true;
        shifted.target = shifted.eye + glm::dvec3(0, std::cos(pitch), std::sin(pitch)) * 200.0;
        shared::FrameData frame{};
        setCamera(frame, shifted, {1280, 720});
        const glm::dvec2 at = pixelOf(frame, shifted.eye + glm::dvec3(10, 100, -90));
        if (i > 0) {
            EXPECT_LT(glm::length(at - before), 30) << pitch;
        }
        before = at;
    }
}

TEST(Views, APixelsRayIsTheSameUnderAShiftLens) {
    CameraPose shifted = pose();
    shifted.twoPoint = true;
    shared::FrameData frame{};
    setCamera(frame, shifted, {640, 360});
    const glm::dvec3 point = shifted.target + glm::dvec3(12, 7, -9);
    const glm::vec4 clip = frame.viewProj * glm::vec4(glm::vec3(point - shifted.eye), 1);
    const glm::dvec2 at = pixelOf(frame, point);
    const glm::uvec2 pixel(static_cast<unsigned>(at.x), static_cast<unsigned>(at.y));
    EXPECT_LT(glm::length(unproject(shifted, {640, 360}, pixel, clip.z / clip.w) - point), 1.0);
    // What is seen lies inside of every plane of the picture.
    for (int i = 0; i < 5; ++i) {
        EXPECT_GT(glm::dot(glm::vec3(frame.planes[i]), glm::vec3(point - shifted.eye)) + frame.planes[i].w, 0) << i;
    }
}

}  // namespace
}  // namespace twin::render
