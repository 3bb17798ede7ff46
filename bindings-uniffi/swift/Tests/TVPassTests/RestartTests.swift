import Foundation
import XCTest

@testable import TVPass

/// An installation outlives its process at every moment.
final class RestartTests: XCTestCase {
    private let kept = Saved()
    private let codes = Texts()

    /// Signs in, in a process that ends when request number `last` is about to be sent; tells whether it came to the end.
    private func signIn(_ service: Service, last: Int) async throws -> Bool {
        let installation = try Installation(settings: settings(service.baseUrl, "stand.in.statement"), saved: kept.last)
        XCTAssertNil(installation.restoreError())
        let (kept, codes) = (self.kept, self.codes)
        let driver = Driver(installation: installation, transport: Mortal(last: last), clock: TestClock()) { kept.put($0) }
        // A process is a task here, which its transport ends.
        let process = Task {
            try await driver.run(driver.signIn("Cablevision")) { question in
                if case .showCode(let code, _, _) = question { codes.put(code) }
                return nil
            }
        }
        switch await process.result {
        case .success(.signedIn): return true
        case .failure(is CancellationError): return false
        case let other:
            XCTFail("\(other)")
            return true
        }
    }

    func testAProcessThatEndsBeforeAnyRequestNeverRegistersTwice() async throws {
        var last = 0
        var hasEnded = false
        while !hasEnded {
            last += 1
            kept.clear()
            let service = try Service.standIn("--no-faults")
            hasEnded = try await signIn(service, last: last)
            let isSignedIn = try await signIn(service, last: 0)
            XCTAssertTrue(isSignedIn)
            let registrations = try await service.report().number("registrations")
            XCTAssertEqual(registrations, 1, "killed before request \(last)")
        }
        // Registration, token, profiles, session, and at least one poll.
        XCTAssertGreaterThan(last, 5)
    }

    func testAProcessThatEndsWhileTheCodeIsOnTheScreenShowsTheSameCodeAgain() async throws {
        let service = try Service.standIn("--no-faults", "--polls-before-profile", "3")
        // Registration, token, profiles, session, a poll; the process ends before the second.
        let first = try await signIn(service, last: 6)
        let second = try await signIn(service, last: 0)
        XCTAssertEqual([first, second], [false, true])
        XCTAssertEqual(codes.all.count, 2)
        XCTAssertEqual(Set(codes.all).count, 1)
        let sessions = try await service.report().number("sessions")
        XCTAssertEqual(sessions, 1)
    }
}

/// The transport of a process that ends when its request number `last` is about to be sent; never, if that is 0.
private actor Mortal: Transport {
    private let last: Int
    private let usual = URLSessionTransport()
    private var number = 0

    init(last: Int) {
        self.last = last
    }

    func send(_ request: Request) async throws -> Response {
        number += 1
        guard number == last else { return try await usual.send(request) }
        withUnsafeCurrentTask { $0?.cancel() }
        throw CancellationError()
    }
}

/// Texts in the order in which they came.
final class Texts: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []

    var all: [String] { lock.withLock { texts } }

    func put(_ text: String) {
        lock.withLock { texts.append(text) }
    }
}
