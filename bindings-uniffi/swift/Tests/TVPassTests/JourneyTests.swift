import Foundation
import XCTest

@testable import TVPass

/// The requests and bytes of each journey of a viewer, beside the ledger.
final class JourneyTests: XCTestCase {
    func testEveryJourneyTakesTheRequestsAndBytesOfTheLedger() async throws {
        let service = try Service.simulator()
        var table = ["journey\trequests\tbytes sent\tbytes received"]
        try await alone(Viewing(service, "television"), &table)
        try await linked(Viewing(service, "phone"), Viewing(service, "other television"), &table)
        let ledger = try String(contentsOf: Vectors.folder.appendingPathComponent("../../ledger/journeys.tsv"), encoding: .utf8)
        XCTAssertEqual(table, ledger.split(separator: "\n").map(String.init))
    }

    private func alone(_ device: Viewing, _ table: inout [String]) async throws {
        try await device.signIn()
        table.append(device.taken("first sign-in"))
        try await device.play()
        table.append(device.taken("play after it"))
        try await device.play()
        table.append(device.taken("play another title"))
        let catalogue = ["REF30", "news", "premium"]
        _ = try await device.run(.preauthorization(installation: device.driver.installation, resources: catalogue))
        table.append(device.taken("three titles of a catalogue"))
        try device.restart()
        try await device.play()
        table.append(device.taken("start with saved state, play"))
        try device.restart()
        _ = try await device.run(.checkSignIn(installation: device.driver.installation))
        table.append(device.taken("start with saved state, ask who is signed in"))
        try device.restart()
        try await device.signIn()
        table.append(device.taken("start with saved state, sign in"))
        let logout = try AuthFlow.logout(installation: device.driver.installation, redirectUrl: "https://adobe.com")
        let out = try await device.driver.run(logout) { _ in .userAgentReturned }
        XCTAssertEqual(out, .signedOut(wasSignedIn: true))
        table.append(device.taken("logout"))
        try await device.signIn()
        table.append(device.taken("sign in again"))
    }

    /// Two devices in one sign-in.
    private func linked(_ phone: Viewing, _ television: Viewing, _ table: inout [String]) async throws {
        let named = try await phone.driver.serviceToken(for: .id(identifier: Redacted("household-19")))
        XCTAssertEqual(named, .serviceTokenReady)
        try await phone.signIn()
        table.append(phone.taken("first sign-in with a service token"))
        var shown: Secret?
        _ = try await phone.driver.linkDevice { question in
            if case .showLinkCode(let code, _) = question { shown = code }
            return nil
        }
        table.append(phone.taken("show a link code"))
        let joined = try await television.driver.serviceToken(for: .linkCode(code: XCTUnwrap(shown)))
        XCTAssertEqual(joined, .serviceTokenReady)
        let found = try await television.run(.checkSignIn(installation: television.driver.installation))
        guard case .signedIn = found else { return XCTFail("\(found)") }
        try await television.play()
        table.append(television.taken("join by a link code, play"))
    }
}

/// The device whose journeys the ledger has.
private struct LedgerDevice: Device {
    let identifier: Data
    let info = DeviceInfo(model: "TV9000", version: "1.0", osName: .linux, osVersion: "6.1", connectionType: "LAN")
}

/// A device at one simulator that keeps what it saves.
private final class Viewing {
    private let settings: ClientSettings
    private let counting = Counting()
    private let saved = Saved()
    private(set) var driver: Driver

    init(_ service: Service, _ name: String) throws {
        settings = try TVPassTests.settings(
            service.baseUrl, "demo.software.statement", LedgerDevice(identifier: Data(name.utf8)))
        driver = try Self.started(settings, counting, saved)
    }

    private static func started(_ settings: ClientSettings, _ counting: Counting, _ saved: Saved) throws -> Driver {
        let installation = try Installation(settings: settings, saved: saved.last)
        return Driver(installation: installation, transport: counting, clock: TestClock()) { saved.put($0) }
    }

    /// The program begins anew, with what it has saved.
    func restart() throws {
        driver = try Self.started(settings, counting, saved)
    }

    func run(_ flow: AuthFlow) async throws -> Outcome {
        try await driver.run(flow) { question in
            XCTFail("\(question)")
            return .cancel
        }
    }

    func signIn() async throws {
        let outcome = try await driver.run(driver.signIn("Cablevision")) { question in
            guard case .showCode(_, let url, _) = question else { return .cancel }
            try? await signInAsPerson(url)
            return nil
        }
        guard case .signedIn = outcome else { return XCTFail("\(outcome)") }
    }

    func play() async throws {
        let outcome = try await run(.authorization(installation: driver.installation, resource: "REF30"))
        guard case .permitted = outcome else { return XCTFail("\(outcome)") }
    }

    /// The row of a journey that ends here.
    func taken(_ journey: String) -> String {
        let (requests, sent, received) = counting.taken()
        return "\(journey)\t\(requests)\t\(sent)\t\(received)"
    }
}

/// A transport that counts requests and bytes. Of an answer the body alone counts: the rest is the server's choice.
private final class Counting: Transport, @unchecked Sendable {
    private let lock = NSLock()
    private let platform = URLSessionTransport()
    private var counts = (requests: 0, sent: 0, received: 0)

    func send(_ request: Request) async throws -> Response {
        let target = request.url.split(separator: "/", maxSplits: 2).last.map { $0.utf8.count } ?? 0
        // A colon, a space, and the end of the line.
        let headers = request.headers.map { $0.name.utf8.count + $0.value.reveal().utf8.count + 4 }.reduce(0, +)
        let sent = request.method.wire().utf8.count + "/".utf8.count + target + headers + request.body.reveal().count
        let response = try await platform.send(request)
        lock.withLock {
            counts = (counts.requests + 1, counts.sent + sent, counts.received + response.body.reveal().count)
        }
        return response
    }

    /// The counts since this was last asked.
    func taken() -> (requests: Int, sent: Int, received: Int) {
        lock.withLock {
            defer { counts = (0, 0, 0) }
            return counts
        }
    }
}
