import Foundation
import XCTest

@testable import TVPass

/// A phone and a television in one sign-in, by the Single Sign-On Service.
final class SingleSignOnTests: XCTestCase {
    private let household = Person.id(identifier: Redacted("household-19"))
    private let hour: UInt64 = 60 * 60_000

    private func signIn(_ device: Installed) async throws -> Outcome {
        var address: String?
        return try await device.driver.run(device.driver.signIn("Cablevision")) { question in
            if case .showCode(_, let url, _) = question { address = url }
            try? await signInAsPerson(address)
            return nil
        }
    }

    /// A phone that is signed in with a service token.
    private func phone(_ service: Service) async throws -> Installed {
        let phone = try Installed(service, "phone")
        let got = try await phone.driver.serviceToken(for: household)
        XCTAssertEqual(got, .serviceTokenReady)
        guard case .signedIn = try await signIn(phone) else { throw Unexpected() }
        return phone
    }

    /// The code that the device shows.
    private func linkCode(_ device: Installed) async throws -> Secret {
        var codes: [Secret] = []
        let linked = try await device.driver.linkDevice { question in
            if case .showLinkCode(let code, _) = question { codes.append(code) }
            return nil
        }
        XCTAssertEqual(linked, .linkFinished)
        XCTAssertEqual(codes.count, 1)
        return try XCTUnwrap(codes.first)
    }

    /// A television that joined by the code of the other device, and found its sign-in.
    private func joined(_ service: Service, _ giving: Installed) async throws -> Installed {
        let television = try Installed(service, "television")
        let outcome = try await television.driver.serviceToken(for: .linkCode(code: linkCode(giving)))
        XCTAssertEqual(outcome, .serviceTokenReady)
        guard case .signedIn = try await check(television) else { throw Unexpected() }
        return television
    }

    private func check(_ device: Installed) async throws -> Outcome {
        try await device.driver.run(.checkSignIn(installation: device.driver.installation)) { _ in .cancel }
    }

    private func authorize(_ device: Installed) async throws -> Outcome {
        try await device.driver.run(.authorization(installation: device.driver.installation, resource: "REF30")) { _ in .cancel }
    }

    private func devices(_ device: Installed) async throws -> (devices: [LinkedDevice], own: Secret) {
        guard case .devices(let devices, let own?) = try await device.driver.listDevices() else { throw Unexpected() }
        return (devices, own)
    }

    func testATelevisionWithoutAKeyboardJoinsByThePhonesCodeAndIsInTheSameSignIn() async throws {
        let service = try Service.simulator()
        let phone = try await phone(service)
        let television = try await joined(service, phone)
        XCTAssertFalse(television.heard.paths.contains { $0.contains("sessions") }, "\(television.heard.paths)")
        let (here, there) = (try await devices(phone), try await devices(television))
        let ids = Set(here.devices.map(\.id))
        XCTAssertEqual(ids.count, 2)
        XCTAssertEqual(ids, Set(there.devices.map(\.id)))
        XCTAssertEqual(ids, [here.own, there.own])
        XCTAssertEqual(Set(here.devices.map(\.model)), ["TV 5th Gen"])
    }

    func testACodeThatIsRefusedIsToldInTheServicesWordsAndAnotherOneTaken() async throws {
        let service = try Service.simulator()
        let code = try await linkCode(phone(service))
        var told: [EnhancedError] = []
        let television = try Installed(service, "television").driver
        let outcome = try await television.serviceToken(for: .linkCode(code: Redacted("000000"))) { question in
            if case .linkCodeRefused(let error?) = question { told.append(error) }
            return .linkCode(code: code)
        }
        XCTAssertEqual(outcome, .serviceTokenReady)
        XCTAssertEqual(told.map(\.knownCode), [.tokenInvalid])
        XCTAssertEqual(told.first?.message?.isEmpty, false)
    }

    func testAViewerWithoutAnotherCodeGoesOnWithoutSingleSignOn() async throws {
        let service = try Service.simulator()
        let television = try Installed(service, "television").driver
        let outcome = try await television.serviceToken(for: .linkCode(code: Redacted("000000")))
        XCTAssertEqual(outcome, .withoutSingleSignOn(reason: .noCode, party: .viewer))
    }

    func testATelevisionThatWasUnlinkedOnThePhoneNeedsASignIn() async throws {
        let service = try Service.simulator()
        let phone = try await phone(service)
        let television = try await joined(service, phone)
        let listed = try await devices(phone)
        let others = listed.devices.map(\.id).filter { $0 != listed.own }
        let unlinked = try await phone.driver.unlinkDevices(others)
        XCTAssertEqual(unlinked, .unlinked(devices: others, isOwn: false))
        guard case .signInNeeded(let error) = try await authorize(television) else { throw Unexpected() }
        XCTAssertEqual(error?.message?.isEmpty, false)
    }

    func testATokenThatIsDueIsRenewedStoredAndCarried() async throws {
        let service = try Service.simulator()
        let phone = try await phone(service)
        let old = phone.heard.tokens.last
        phone.clock.pass(millis: hour - 60_000)
        _ = try await devices(phone)
        XCTAssertEqual(phone.heard.paths.suffix(2), ["GET /api/REF30/serviceToken", "GET /api/REF30/list"])
        let new = phone.heard.tokens.last
        XCTAssertNotEqual(old, new)
        XCTAssertEqual(phone.heard.saved.count, 2)
        _ = try await authorize(phone)
        XCTAssertEqual(phone.heard.tokens.last, new)
    }

    func testAnExpiredTokenGoesOutWithNoCallOfTheApi() async throws {
        let service = try Service.simulator()
        let phone = try await phone(service)
        phone.clock.pass(millis: hour)
        _ = try await authorize(phone)
        XCTAssertEqual(phone.heard.tokens.last, .some(nil))
    }

    func testATokenOutlivesARestartAndAsksForNothing() async throws {
        let service = try Service.simulator()
        let before = try await phone(service)
        let saved = try XCTUnwrap(before.heard.saved.last ?? nil)
        let again = try Installed(service, "phone")
        XCTAssertNil(again.driver.restoreServiceToken(saved))
        let kept = try await again.driver.serviceToken()
        XCTAssertEqual(kept, .serviceTokenReady)
        XCTAssertEqual(again.heard.paths, [])
        guard case .signedIn = try await check(again) else { throw Unexpected() }
        try await again.driver.forgetServiceToken()
        XCTAssertEqual(again.heard.saved, [nil])
        XCTAssertEqual(again.driver.restoreServiceToken(Redacted(saved.reveal().dropFirst())), .damaged)
    }

    func testADeviceThatUnlinksItselfHasNoTokenAnyMore() async throws {
        let service = try Service.simulator()
        let television = try await joined(service, phone(service))
        let own = try await devices(television).own
        let unlinked = try await television.driver.unlinkDevices([own])
        XCTAssertEqual(unlinked, .unlinked(devices: [own], isOwn: true))
        XCTAssertEqual(television.heard.saved.last, .some(nil))
        let outcome = try await television.driver.listDevices()
        XCTAssertEqual(outcome, .withoutSingleSignOn(reason: .nobodyKnown, party: .viewer))
    }

    func testAServiceThatIsNotLicensedLeavesTheApplicationAtWork() async throws {
        let service = try Service.simulator("--scenario", "single-sign-on-not-licensed")
        let phone = try Installed(service, "phone")
        let refused = try await phone.driver.serviceToken(for: household)
        XCTAssertEqual(refused, .withoutSingleSignOn(reason: .notLicensed(httpStatus: 403), party: .configuration))
        guard case .signedIn = try await signIn(phone) else { throw Unexpected() }
    }

    func testNoDeviceToUnlinkIsRefusedAtOnce() async throws {
        let service = try Service.simulator()
        let phone = try await phone(service)
        do {
            _ = try await phone.driver.unlinkDevices([])
            XCTFail("unlinked")
        } catch TvpassError.Integrator(let reason, _) {
            XCTAssertEqual(reason, .missingParameter(name: "devices"))
        }
    }

    func testAViewerWhoWatchesALinkCodeSaysWhenItIsTyped() async throws {
        let service = try Service.simulator()
        let phone = try await phone(service)
        let run = phone.driver.steps(of: try .linkDevice(installation: phone.driver.installation))
        var last: Step?
        for try await step in run {
            if case .ask(.showLinkCode, _, let awaitsViewer) = step {
                XCTAssertFalse(awaitsViewer)
                await run.say(.finished)
            }
            last = step
        }
        XCTAssertEqual(last, .done(outcome: .linkFinished))
    }
}

private struct Unexpected: Error {}

/// A driver for the device of this name, and what passes through it.
private struct Installed {
    let clock = TestClock()
    let heard = Heard()
    let driver: Driver

    init(_ service: Service, _ name: String) throws {
        let device = Television(identifier: Data(name.utf8))
        let installation = try Installation(settings: settings(service.baseUrl, "demo.software.statement", device))
        let heard = heard
        driver = Driver(
            installation: installation, transport: Listening(heard: heard), clock: clock,
            saveServiceToken: { heard.keep($0) }, save: { _ in })
    }
}

/// The paths and the service tokens of requests, and the tokens that were saved.
private final class Heard: @unchecked Sendable {
    private let lock = NSLock()
    private var requests: [(path: String, token: Secret?)] = []
    private var kept: [SecretBytes?] = []

    var paths: [String] { lock.withLock { requests.map(\.path) } }
    var tokens: [Secret?] { lock.withLock { requests.map(\.token) } }
    var saved: [SecretBytes?] { lock.withLock { kept } }

    func note(_ request: Request) {
        let path = request.url.split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
        let token = request.headers.first { $0.name == "AD-Service-Token" }?.value
        lock.withLock { requests.append(("\(request.method.wire()) /\(path)", token)) }
    }

    func keep(_ saved: SecretBytes?) {
        lock.withLock { kept.append(saved) }
    }
}

private struct Listening: Transport {
    let heard: Heard
    private let platform = URLSessionTransport()

    init(heard: Heard) {
        self.heard = heard
    }

    func send(_ request: Request) async throws -> Response {
        heard.note(request)
        return try await platform.send(request)
    }
}
