import Foundation
import XCTest

@testable import TVPass

/// The device's clock, and times that no clock shows.
final class ClockTests: XCTestCase {
    private let hour: UInt64 = 3_600_000

    func testAFlowThatWaitsWhileTheDeviceSleepsGoesOnSoonAfter() async throws {
        let device = TestClock()
        let (asked, isAsked) = AsyncStream.makeStream(of: Void.self)
        let clock = SystemFlowClock(monotonicMillis: {
            isAsked.yield()
            return device.now().monotonicMillis
        })
        let end = device.now().monotonicMillis + hour
        let began = Date()
        let wait = Task { await clock.sleep(untilMillis: end) }
        for await _ in asked { break }
        device.pass(millis: hour)
        await wait.value
        XCTAssertLessThan(Date().timeIntervalSince(began), 30)
    }

    func testAWaitThatIsCancelledEndsAtOnce() async {
        let clock = SystemFlowClock()
        let end = clock.now().monotonicMillis + hour
        let wait = Task { await clock.sleep(untilMillis: end) }
        wait.cancel()
        await wait.value
        XCTAssertLessThan(clock.now().monotonicMillis, end)
    }

    func testTheClockOfTheDeviceGoesForwardAndKeepsNoFlowBeyondItsTime() async {
        let clock = SystemFlowClock()
        let before = clock.now().monotonicMillis
        await clock.sleep(untilMillis: before + 20)
        XCTAssertGreaterThanOrEqual(clock.now().monotonicMillis, before + 20)
        await clock.sleep(untilMillis: before)
    }

    func testAnInstantBeyondTheWiresIsTheLastOrTheFirstThatItHas() {
        let now = Date(timeIntervalSince1970: 1_767_225_600)
        for (end, isValid) in [(Double.infinity, true), (.greatestFiniteMagnitude, true), (-.infinity, false)] {
            let status = PartnerFrameworkStatus(
                accessStatus: .granted, providerId: "Cablevision", expirationDate: Date(timeIntervalSince1970: end))
            XCTAssertEqual(status.isValid(now: now), isValid, "\(end)")
        }
    }
}
