import Dispatch
import Foundation

/// Where flows get their time from; a test brings its own.
public protocol FlowClock: Sendable {
    /// The time by two clocks, and a random number.
    func now() -> Now

    /// Returns when `Now.monotonicMillis` has come to this, or earlier when the task is cancelled.
    func sleep(untilMillis: UInt64) async
}

/// The clock of the device.
public struct SystemFlowClock: FlowClock {
    public init() {}

    public func now() -> Now {
        Now(monotonicMillis: Self.uptime, unix: Date(), random: .random(in: .min ... .max))
    }

    public func sleep(untilMillis: UInt64) async {
        let now = Self.uptime
        guard untilMillis > now else { return }
        try? await Task.sleep(nanoseconds: (untilMillis - now) * 1_000_000)
    }

    private static var uptime: UInt64 {
        DispatchTime.now().uptimeNanoseconds / 1_000_000
    }
}
