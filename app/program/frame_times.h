// app/program/frame_times.h: the last frame times, for the overlay and --stats. Takes no memory after its start.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace twin::app {

class FrameTimes {
public:
    FrameTimes() { ms_.reserve(kMost); }
    void add(double ms) {
        if (ms_.size() < kMost)
            ms_.push_back(ms);
        else
            ms_[next_] = ms;
        next_ = (next_ + 1) % kMost;
        recent_ = recent_ == 0 ? ms : recent_ * 0.9 + ms * 0.1;
    }
    [[nodiscard]] double recentMs() const noexcept { return recent_; }
    [[nodiscard]] std::size_t size() const noexcept { return ms_.size(); }
    /// @param share 0.5: the median. 0 when there is no frame.
    [[nodiscard]] double percentile(double share) const {
        if (ms_.empty()) return 0;
        std::vector<double> sorted = ms_;
        std::sort(sorted.begin(), sorted.end());
        return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
    }

private:
    static constexpr std::size_t kMost = 4096;
    std::vector<double> ms_;
    std::size_t next_ = 0;
    double recent_ = 0;
};

}  // namespace twin::app
