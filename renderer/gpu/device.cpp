#include "renderer/gpu/device.h"

#include <algorithm>

#include "renderer/gpu/error.h"

namespace twin::render::gpu {

namespace {

void VKAPI_PTR onAllocate(VmaAllocator, std::uint32_t, VkDeviceMemory, VkDeviceSize, void* counters) {
    static_cast<Counters*>(counters)->allocations.fetch_add(1);
}

}  // namespace

Device::Device(const DeviceAsk& ask) {
    try {
        open(ask);
    } catch (...) {
        close();
        throw;
    }
}

void Device::open(const DeviceAsk& ask) {
    instance_ = makeInstance({ask.validate, ask.instanceExtensions, ask.counters});
    if (ask.makeSurface) {
        check(static_cast<VkResult>(ask.makeSurface(instance_.instance, &surface_)), "make the window's surface");
    }
    Seen seen = lookAround(instance_.instance, surface_);
    const std::vector<Verdict> verdicts = judge(seen.facts, ask.pretendMissing);
    const auto chosen = std::find_if(verdicts.begin(), verdicts.end(), [](const Verdict& v) { return v.chosen; });
    if (chosen == verdicts.end()) throw GpuError(Errc::NoDevice, allReasons(seen.facts, verdicts));
    const auto index = static_cast<std::size_t>(chosen - verdicts.begin());
    physical_ = seen.handles[index];
    facts_ = seen.facts[index];
    reason_ = chosen->reason;

    std::vector<const char*> extensions;
    if (surface_ != VK_NULL_HANDLE) extensions.push_back(VK_KHR_SWAPCHAIN_EXTENSION_NAME);
    enabled_ = featuresToEnable(facts_.features);
    device_ = makeDevice(instance_, physical_, facts_.queueFamily, enabled_, extensions);
    vkGetDeviceQueue(device_, facts_.queueFamily, 0, &queue_);

    VkPhysicalDeviceIDProperties ids{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES};
    VkPhysicalDeviceProperties2 properties{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2};
    properties.pNext = &ids;
    vkGetPhysicalDeviceProperties2(physical_, &properties);
    limits_ = properties.properties.limits;
    std::copy_n(ids.driverUUID, VK_UUID_SIZE, identity_.begin());
    std::copy_n(properties.properties.pipelineCacheUUID, VK_UUID_SIZE, identity_.begin() + VK_UUID_SIZE);

    VmaDeviceMemoryCallbacks callbacks{};
    callbacks.pfnAllocate = onAllocate;
    callbacks.pUserData = ask.counters;
    VmaAllocatorCreateInfo info{};
    info.instance = instance_.instance;
    info.physicalDevice = physical_;
    info.device = device_;
    info.vulkanApiVersion = VK_API_VERSION_1_3;
    info.flags = VMA_ALLOCATOR_CREATE_BUFFER_DEVICE_ADDRESS_BIT | VMA_ALLOCATOR_CREATE_EXTERNALLY_SYNCHRONIZED_BIT;
    info.pDeviceMemoryCallbacks = &callbacks;
    std::array<VkDeviceSize, VK_MAX_MEMORY_HEAPS> most{};
    most.fill(VK_WHOLE_SIZE);
    if (ask.memoryBudgetBytes > 0) {
        VkPhysicalDeviceMemoryProperties memory{};
        vkGetPhysicalDeviceMemoryProperties(physical_, &memory);
        for (std::uint32_t i = 0; i < memory.memoryHeapCount; ++i) {
            if ((memory.memoryHeaps[i].flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0) most[i] = ask.memoryBudgetBytes;
        }
        info.pHeapSizeLimit = most.data();
    }
    check(vmaCreateAllocator(&info, &allocator_), "set up device memory");
    deletions_ = std::make_unique<DeletionQueue>(device_, allocator_, *ask.counters);
    if (instance_.hasDebugUtils) {
        beginLabel_ = reinterpret_cast<PFN_vkCmdBeginDebugUtilsLabelEXT>(
            vkGetInstanceProcAddr(instance_.instance, "vkCmdBeginDebugUtilsLabelEXT"));
        endLabel_ = reinterpret_cast<PFN_vkCmdEndDebugUtilsLabelEXT>(
            vkGetInstanceProcAddr(instance_.instance, "vkCmdEndDebugUtilsLabelEXT"));
    }
}

void Device::close() noexcept {
    waitIdle();
    deletions_.reset();
    if (allocator_ != nullptr) vmaDestroyAllocator(allocator_);
    if (device_ != VK_NULL_HANDLE) vkDestroyDevice(device_, nullptr);
    if (surface_ != VK_NULL_HANDLE) vkDestroySurfaceKHR(instance_.instance, surface_, nullptr);
    destroyInstance(instance_);
}

Device::~Device() { close(); }

std::uint64_t Device::bytesUsed() const {
    std::array<VmaBudget, VK_MAX_MEMORY_HEAPS> budgets{};
    vmaGetHeapBudgets(allocator_, budgets.data());
    std::uint64_t bytes = 0;
    for (const VmaBudget& budget : budgets) bytes += budget.statistics.allocationBytes;
    return bytes;
}

void Device::waitIdle() const noexcept {
    // A lost device answers at once; there is nothing more to wait for then.
    if (device_ != VK_NULL_HANDLE) (void)vkDeviceWaitIdle(device_);
}

void Device::beginLabel(VkCommandBuffer commands, const char* name) const noexcept {
    if (beginLabel_ == nullptr) return;
    VkDebugUtilsLabelEXT label{VK_STRUCTURE_TYPE_DEBUG_UTILS_LABEL_EXT};
    label.pLabelName = name;
    beginLabel_(commands, &label);
}

void Device::endLabel(VkCommandBuffer commands) const noexcept {
    if (endLabel_ != nullptr) endLabel_(commands);
}

}  // namespace twin::render::gpu
