import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@testable import TVPass

/// A flow waits as long as it is asked to, no longer than the network is away, and never against another for a code.
final class PatienceTests: XCTestCase {
    private let demo = "demo.software.statement"

    func testAFlowGoesOnAsSoonAsTheNetworkIsBack() async throws {
        let service = try Service.standIn("--no-faults")
        let installation = try Installation(settings: settings(service.baseUrl, "stand.in.statement"))
        let (sleeps, isAsleep) = AsyncStream.makeStream(of: Void.self)
        let clock = Endless { isAsleep.yield() }
        let driver = Driver(installation: installation, transport: Flaky(), clock: clock) { _ in }
        let run = Task { try await driver.run(.registration(installation: installation)) { _ in nil } }
        for await _ in sleeps { break }
        await driver.online()
        let outcome = try await run.value
        XCTAssertEqual(outcome, .registered)
    }

    func testTheDelayThatAServiceAsksForIsKept() async throws {
        let clock = TestClock()
        let busy = Busy(clock)
        let installation = try Installation(settings: settings("http://127.0.0.1:1", "stand.in.statement"))
        let driver = Driver(installation: installation, transport: busy, clock: clock) { _ in }
        _ = try? await driver.run(.registration(installation: installation)) { _ in nil }
        let times = await busy.times
        XCTAssertGreaterThan(times.count, 1)
        XCTAssertTrue(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= 60_000 }, "\(times)")
    }

    func testADelayIsReadInBothOfItsForms() throws {
        XCTAssertEqual(URLSessionTransport.seconds("120"), 120)
        XCTAssertEqual(URLSessionTransport.seconds("Thu, 01 Jan 1970 00:00:00 GMT"), 0)
        XCTAssertNil(URLSessionTransport.seconds("soon"))
    }

    func testACodeThatAnotherProgramOfTheDeviceReplacedIsToldAndTheViewerGoesOnHere() async throws {
        let service = try Service.simulator()
        func television() throws -> Driver {
            Driver(installation: try Installation(settings: settings(service.baseUrl, demo)), clock: TestClock()) { _ in }
        }
        let (here, other) = (try television(), try television())
        var codes: [String] = []
        var told = 0
        let run = here.steps(of: here.signIn("Cablevision"))
        for try await step in run {
            switch step {
            case .ask(.showCode(let code, let url, _), _, _):
                codes.append(code)
                if codes.count == 1 {
                    _ = try? await other.run(other.signIn("Cablevision")) { _ in .cancel }
                } else {
                    try await signInAsPerson(url)
                }
            case .ask(.codeReplaced, _, let awaitsViewer):
                XCTAssertTrue(awaitsViewer)
                told += 1
                await run.say(.newCode)
            case .done(.signedIn): break
            default: XCTFail("\(step)")
            }
        }
        XCTAssertEqual([told, Set(codes).count], [1, 2])
    }
}

/// A clock whose time never comes.
private struct Endless: FlowClock {
    let onSleep: @Sendable () -> Void

    func now() -> Now {
        SystemFlowClock().now()
    }

    func sleep(untilMillis: UInt64) async {
        onSleep()
        while !Task.isCancelled {
            try? await Task.sleep(nanoseconds: UInt64.max / 4)
        }
    }
}

/// A transport whose first request nobody answers.
private actor Flaky: Transport {
    private let usual = URLSessionTransport()
    private var hasFailed = false

    func send(_ request: Request) async throws -> Response {
        guard hasFailed else {
            hasFailed = true
            throw URLError(.notConnectedToInternet)
        }
        return try await usual.send(request)
    }
}

/// A service that asks for a minute of patience, each time.
private actor Busy: Transport {
    private let clock: TestClock
    private(set) var times: [UInt64] = []

    init(_ clock: TestClock) {
        self.clock = clock
    }

    func send(_ request: Request) async throws -> Response {
        times.append(clock.now().monotonicMillis)
        return Response(status: 503, body: Redacted(Data()), retryAfter: 60)
    }
}
