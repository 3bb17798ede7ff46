import Foundation
import XCTest

@testable import TVPass

/// Several flows share one installation, and nobody need be signed in.
final class TogetherTests: XCTestCase {
    private let statement = "stand.in.statement"

    private func none(_ question: Question) -> Event? {
        XCTFail("\(question)")
        return .cancel
    }

    func testFlowsThatShareAnInstallationRegisterOnce() async throws {
        let service = try Service.standIn("--no-faults")
        let installation = try Installation(settings: settings(service.baseUrl, statement))
        // Real time: none of them may wait for ever, nor take over what another is doing.
        let driver = Driver(installation: installation) { _ in await Task.yield() }
        let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
            for _ in 0..<8 {
                group.addTask { try await driver.run(.registration(installation: installation)) { _ in .cancel } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        XCTAssertEqual(outcomes, Array(repeating: .registered, count: 8))
        let report = try await service.report()
        XCTAssertEqual([report.number("registrations"), report.number("tokens")], [1, 1])
    }

    func testAStoreThatFailsEndsTheFlowBeforeAnythingRestsOnIt() async throws {
        struct Full: Error {}
        let service = try Service.standIn("--no-faults")
        let installation = try Installation(settings: settings(service.baseUrl, statement))
        let driver = Driver(installation: installation) { _ in throw Full() }
        do {
            _ = try await driver.run(.registration(installation: installation), ask: none)
            XCTFail("registered")
        } catch is Full {}
        let report = try await service.report()
        XCTAssertEqual([report.number("registrations"), report.number("tokens")], [1, 0])
    }

    func testWithoutAnybodySignedInADecisionNeedsASignInAndNothingIsSent() async throws {
        let installation = try Installation(settings: settings("http://127.0.0.1:1", statement))
        let driver = Driver(installation: installation, clock: TestClock()) { _ in }
        let flows = [
            try AuthFlow.authorization(installation: installation, resource: "REF30"),
            try AuthFlow.preauthorization(installation: installation, resources: ["REF30"]),
        ]
        for flow in flows {
            let outcome = try await driver.run(flow, ask: none)
            XCTAssertEqual(outcome, .signInNeeded(error: nil))
        }
        let logout = try AuthFlow.logout(installation: installation, redirectUrl: "https://adobe.com")
        let outcome = try await driver.run(logout, ask: none)
        XCTAssertEqual(outcome, .signedOut(wasSignedIn: false))
    }
}
