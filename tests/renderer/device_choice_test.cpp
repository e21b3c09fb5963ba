// Which device is chosen, and why not the others.
#include <gtest/gtest.h>

#include <array>

#include "renderer/gpu/choice.h"

namespace twin::render::gpu {
namespace {

DeviceFacts good(const char* name, VkPhysicalDeviceType type) {
    DeviceFacts facts;
    facts.name = name;
    facts.type = type;
    facts.apiVersion = VK_API_VERSION_1_3;
    facts.queueFamily = 0;
    Features everything;
    everything.core.features.samplerAnisotropy = VK_TRUE;
    facts.features = featuresToEnable(everything);
    return facts;
}

TEST(DeviceChoice, WhatWeTurnOnIsAllWeNeed) { EXPECT_EQ(refusal(good("a", VK_PHYSICAL_DEVICE_TYPE_CPU)), ""); }

TEST(DeviceChoice, ADiscreteCardIsTakenBeforeTheProcessor) {
    const std::array devices{good("soft", VK_PHYSICAL_DEVICE_TYPE_CPU),
                             good("card", VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU),
                             good("chip", VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU)};
    const auto verdicts = judge(devices);
    EXPECT_TRUE(verdicts[1].chosen);
    EXPECT_FALSE(verdicts[0].chosen);
    EXPECT_TRUE(verdicts[0].usable);
    EXPECT_NE(verdicts[0].reason.find("card"), std::string::npos) << verdicts[0].reason;
}

TEST(DeviceChoice, TheFirstOfEqualsIsTaken) {
    const std::array devices{good("one", VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU),
                             good("two", VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU)};
    const auto verdicts = judge(devices);
    EXPECT_TRUE(verdicts[0].chosen);
    EXPECT_NE(verdicts[1].reason.find("listed first"), std::string::npos);
}

TEST(DeviceChoice, EachMissingFeatureIsNamed) {
    for (const std::string_view name : kNeededFeatures) {
        const std::string reason = refusal(good("a", VK_PHYSICAL_DEVICE_TYPE_CPU), name);
        EXPECT_NE(reason.find(name), std::string::npos) << reason;
    }
    DeviceFacts facts = good("a", VK_PHYSICAL_DEVICE_TYPE_CPU);
    facts.features.v13.dynamicRendering = VK_FALSE;
    EXPECT_EQ(refusal(facts), "lacks the feature dynamicRendering");
}

TEST(DeviceChoice, AnOldDriverIsToldItsVersion) {
    DeviceFacts facts = good("a", VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU);
    facts.apiVersion = VK_API_VERSION_1_1;
    EXPECT_NE(refusal(facts).find("1.1"), std::string::npos);
}

TEST(DeviceChoice, ADeviceThatCannotPresentIsRefusedForAWindowOnly) {
    DeviceFacts facts = good("a", VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU);
    facts.canPresent = false;
    EXPECT_EQ(refusal(facts), "");
    facts.wantsWindow = true;
    EXPECT_NE(refusal(facts), "");
    facts.canPresent = true;
    facts.hasSwapchain = false;
    EXPECT_NE(refusal(facts), "");
}

TEST(DeviceChoice, AGoodProcessorBeatsABadCard) {
    std::array devices{good("card", VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU), good("soft", VK_PHYSICAL_DEVICE_TYPE_CPU)};
    devices[0].features.v12.scalarBlockLayout = VK_FALSE;
    const auto verdicts = judge(devices);
    EXPECT_TRUE(verdicts[1].chosen);
    EXPECT_FALSE(verdicts[0].usable);
}

TEST(DeviceChoice, WhenNothingWillDoAllReasonsAreGiven) {
    std::array devices{good("card", VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU), good("soft", VK_PHYSICAL_DEVICE_TYPE_CPU)};
    const auto verdicts = judge(devices, "timelineSemaphore");
    const std::string text = allReasons(devices, verdicts);
    EXPECT_NE(text.find("card lacks the feature timelineSemaphore; soft lacks"), std::string::npos) << text;
    EXPECT_NE(allReasons({}, {}).find("install"), std::string::npos);
}

}  // namespace
}  // namespace twin::render::gpu
