import Foundation
import XCTest

@testable import TVPass

/// Whole ways of a viewer over HTTP, driven by the core's flows.
final class SignInTests: XCTestCase {
    private let statement = "stand.in.statement"
    private let demo = "demo.software.statement"

    private func driver(
        _ settings: ClientSettings, saved: SecretBytes? = nil, clock: any FlowClock = TestClock(),
        save: @escaping @Sendable (SecretBytes) -> Void = { _ in }
    ) throws -> Driver {
        Driver(installation: try Installation(settings: settings, saved: saved), clock: clock, save: save)
    }

    private func showCode(_ question: Question) -> Event? {
        guard case .showCode = question else { return .cancel }
        return nil
    }

    private func assertNoViolation(_ service: Service, line: UInt = #line) async throws {
        let report = try await service.report()
        let violations = try XCTUnwrap(report.members["violations"] as? [String], line: line)
        // URLSession adds this header to every request, and nothing keeps it from doing so.
        let ours = violations.filter { !$0.hasSuffix("the header Accept-Language belongs to no endpoint (R19)") }
        XCTAssertEqual(ours, [], line: line)
    }

    func testAViewerSignsInAndWatches() async throws {
        let service = try Service.standIn("--no-faults")
        let television = try driver(settings(service.baseUrl, statement))
        let installation = television.installation
        let signedIn = try await television.run(television.signIn("Cablevision"), ask: showCode)
        guard case .signedIn(let profile, _) = signedIn else { return XCTFail("\(signedIn)") }
        XCTAssertEqual(profile.mvpd, "Cablevision")

        let flow = try AuthFlow.preauthorization(installation: installation, resources: ["REF30", "premium"])
        guard case .preauthorized(let permits) = try await television.run(flow, ask: showCode) else { return XCTFail() }
        XCTAssertEqual(permits.map { $0.permitted ? $0.resource : "not \($0.resource)" }, ["REF30", "not premium"])

        let permitted = try await television.run(.authorization(installation: installation, resource: "REF30"), ask: showCode)
        guard case .permitted(let decision) = permitted else { return XCTFail("\(permitted)") }
        XCTAssertEqual(decision.token?.serializedToken.reveal().hasPrefix("PHNp"), true)
        let denied = try await television.run(.authorization(installation: installation, resource: "premium"), ask: showCode)
        guard case .denied(let decision) = denied else { return XCTFail("\(denied)") }
        XCTAssertEqual(decision.error?.knownCode, .authorizationDeniedByMvpd)
        try await assertNoViolation(service)
    }

    func testAViewerWhoseTokenIsRefusedSignsInAllTheSameAndOutAgain() async throws {
        let service = try Service.standIn("--no-faults", "--unauthorized", "yes")
        let television = try driver(settings(service.baseUrl, statement))
        let installation = television.installation
        _ = try await television.run(television.signIn("Cablevision"), ask: showCode)
        var opened: [String] = []
        let out = try await television.run(.logout(installation: installation, redirectUrl: "https://adobe.com")) { question in
            if case .openUrls(let urls, _) = question { opened = urls }
            return nil
        }
        XCTAssertEqual(out, .signedOut(wasSignedIn: true))
        XCTAssertEqual(opened, ["\(service.baseUrl)/logout-page"])
        try await assertNoViolation(service)
        let tokens = try await service.report().number("tokens")
        XCTAssertEqual(tokens, 2)
    }

    func testWhatWasSavedIsTakenUpAndRegistersNoSecondTime() async throws {
        let service = try Service.standIn("--no-faults")
        let kept = Saved()
        let first = try driver(settings(service.baseUrl, statement)) { kept.put($0) }
        _ = try await first.run(first.signIn("Cablevision"), ask: showCode)
        let second = try driver(settings(service.baseUrl, statement), saved: kept.last)
        XCTAssertEqual(second.installation.mvpd(), "Cablevision")
        guard case .signedIn = try await second.run(second.signIn(), ask: showCode) else { return XCTFail() }
        try await assertNoViolation(service)
        let registrations = try await service.report().number("registrations")
        XCTAssertEqual(registrations, 1)
    }

    func testAPersonSignsInAtTheSimulatorOnASecondScreen() async throws {
        let service = try Service.simulator()
        let television = try driver(settings(service.baseUrl, demo))
        let run = television.steps(of: television.signIn("Cablevision"))
        var codes: [String] = []
        for try await step in run {
            switch step {
            case .ask(.showCode(let code, let url, _), _, _):
                codes.append(code)
                try await signInAsPerson(url)
            case .done(.signedIn(let profile, _)):
                XCTAssertTrue(profile.attributes.contains { $0.name == "userID" })
            default: XCTFail("\(step)")
            }
        }
        XCTAssertEqual(codes.count, 1)
    }

    func testAViewerChoosesAmongTheSimulatorsMvpds() async throws {
        let service = try Service.simulator()
        let television = try driver(settings(service.baseUrl, demo))
        let run = television.steps(of: television.signIn(place: .otherDeviceWithPicker))
        var outcome: Outcome?
        for try await step in run {
            switch step {
            case .ask(.chooseMvpd(let configuration), _, let awaitsViewer):
                XCTAssertTrue(awaitsViewer)
                XCTAssertEqual(configuration.mvpds.first { $0.id == "Dish" }?.displayName, "DISH")
                await run.say(.chosen(mvpd: "Dish"))
            case .ask(.showCode(_, let url, _), _, _): try await signInAsPerson(url)
            case .done(let done): outcome = done
            default: XCTFail("\(step)")
            }
        }
        guard case .signedIn(let profile, _) = outcome else { return XCTFail("\(String(describing: outcome))") }
        XCTAssertEqual(profile.mvpd, "Dish")
    }

    func testAScreenThatIsMadeAnewFindsTheStepThatStandsAndTheFlowGoesOn() async throws {
        let service = try Service.simulator()
        let television = try driver(settings(service.baseUrl, demo))
        let run = television.steps(of: television.signIn(place: .otherDeviceWithPicker))
        var (gone, anew) = (run.makeAsyncIterator(), run.makeAsyncIterator())
        let (seen, found) = (try await gone.next(), try await anew.next())
        guard case .ask(.chooseMvpd, _, _) = seen else { return XCTFail("\(String(describing: seen))") }
        XCTAssertEqual(found, seen)
        await run.say(.chosen(mvpd: "Dish"))
        guard case .ask(.showCode(_, let url, _), _, _) = try await anew.next() else { return XCTFail("no code") }
        try await signInAsPerson(url)
        guard case .done(.signedIn(let profile, _)) = try await anew.next() else { return XCTFail("not signed in") }
        XCTAssertEqual(profile.mvpd, "Dish")
    }

    func testAViewerWhoWantsANewCodeWhileTheFlowWaitsGetsOne() async throws {
        let service = try Service.simulator()
        let wish = Wish()
        let clock = TestClock { await wish.fulfil() }
        let television = try driver(settings(service.baseUrl, demo), clock: clock)
        let run = television.steps(of: television.signIn("Cablevision"))
        await wish.set { await run.say(.newCode) }
        var codes: [String] = []
        for try await step in run {
            guard case .ask(.showCode(let code, let url, _), _, _) = step else { continue }
            codes.append(code)
            if codes.count == 2 { try await signInAsPerson(url) }
        }
        XCTAssertEqual(Set(codes).count, 2)
    }

    func testARefusedStatementStopsTheFlowAndTheServiceProviderMustAct() async throws {
        let service = try Service.simulator()
        let television = try driver(settings(service.baseUrl, "unapproved.software.statement"))
        do {
            _ = try await television.run(.registration(installation: television.installation), ask: showCode)
            XCTFail("registered")
        } catch TvpassError.ServiceProvider(.registration(_, let code), _) {
            XCTAssertEqual(code, .unapprovedSoftwareStatement)
        }
    }

    func testNobodyAtTheOtherEndMeansThatTheNetworkMustActAndTheApplicationIsToldWhy() async throws {
        let told = Told()
        let installation = try Installation(settings: settings("http://127.0.0.1:1", statement))
        let television = Driver(installation: installation, clock: TestClock(), failed: { told.put($0) }) { _ in }
        do {
            _ = try await television.run(.registration(installation: installation), ask: showCode)
            XCTFail("registered")
        } catch TvpassError.Network(let reason, let explanation) {
            XCTAssertEqual(reason, .noResponse)
            let error: any Error = TvpassError.Network(reason: reason, explanation: explanation)
            XCTAssertEqual(error.localizedDescription, explanation)
        }
        XCTAssertTrue(told.last is URLError)
    }

    @MainActor
    func testAViewModelOfTheMainActorRunsAFlowAndTouchesItsOwnState() async throws {
        let service = try Service.standIn("--no-faults")
        let model = ViewModel(try driver(settings(service.baseUrl, statement)))
        try await model.signIn()
        XCTAssertEqual(model.codes.count, 1)
        XCTAssertEqual(model.mvpd, "Cablevision")
    }
}

/// As applications have it: what the screen shows is the main actor's.
@MainActor
private final class ViewModel {
    private(set) var codes: [String] = []
    private(set) var mvpd: String?
    private let driver: Driver

    init(_ driver: Driver) {
        self.driver = driver
    }

    func signIn() async throws {
        let outcome = try await driver.run(driver.signIn("Cablevision")) { question in
            if case .showCode(let code, _, _) = question { codes.append(code) }
            return nil
        }
        if case .signedIn(let profile, _) = outcome { mvpd = profile.mvpd }
    }
}

/// The error that the transport threw.
private final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var errors: [any Error] = []

    var last: (any Error)? { lock.withLock { errors.last } }

    func put(_ error: any Error) {
        lock.withLock { errors.append(error) }
    }
}

/// The viewer's action when the flow waits for the first time.
private actor Wish {
    private var action: (@Sendable () async -> Void)?

    func set(_ action: @escaping @Sendable () async -> Void) {
        self.action = action
    }

    func fulfil() async {
        let action = self.action
        self.action = nil
        await action?()
    }
}
