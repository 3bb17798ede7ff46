import Foundation

/// The clock of the flows; a test brings its own.
public protocol FlowClock: Sendable {
    /// The time by two clocks, and a random number.
    func now() -> Now

    /// Returns when `Now.monotonicMillis` has come to this, or earlier when the task is cancelled.
    func sleep(untilMillis: UInt64) async
}

/// The clock of the device, which goes on while the device sleeps.
public struct SystemFlowClock: FlowClock {
    private let monotonicMillis: @Sendable () -> UInt64

    public init() {
        self.init(monotonicMillis: Self.sinceBoot)
    }

    init(monotonicMillis: @escaping @Sendable () -> UInt64) {
        self.monotonicMillis = monotonicMillis
    }

    public func now() -> Now {
        Now(monotonicMillis: monotonicMillis(), unix: Date(), random: .random(in: .min ... .max))
    }

    /// A timer stands still while the device sleeps: after a short one the clock is asked again.
    public func sleep(untilMillis: UInt64) async {
        while !Task.isCancelled {
            let now = monotonicMillis()
            guard untilMillis > now else { return }
            try? await Task.sleep(nanoseconds: min(untilMillis - now, Self.longestTimer) * 1_000_000)
        }
    }

    /// A second, in milliseconds.
    private static let longestTimer: UInt64 = 1000

    /// Milliseconds since the device was started, those in which it slept included.
    @Sendable
    private static func sinceBoot() -> UInt64 {
        #if canImport(Darwin)
        let clock = CLOCK_MONOTONIC_RAW
        #else
        let clock = CLOCK_BOOTTIME
        #endif
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }
}
