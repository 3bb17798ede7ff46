import Foundation
import XCTest

@testable import TVPass

/// Tests of the code behind the screen of `examples/ios`, linked into this target: a phone beside a television.
@MainActor
final class ExampleTests: XCTestCase {
    private let demo = "demo.software.statement"

    private func phone(_ service: Service) throws -> (SignIn, Screen) {
        let settings = try phoneSettings(baseUrl: service.baseUrl, softwareStatement: Redacted(demo), phone: Television())
        let installation = try Installation(settings: settings)
        let signIn = SignIn(driver: Driver(installation: installation, clock: TestClock()) { _ in })
        let screen = Screen()
        signIn.show = { screen.show($0) }
        return (signIn, screen)
    }

    func testAPersonTypesTheCodeChoosesAProviderAndSignsInAndTheTelevisionGoesOn() async throws {
        let service = try Service.simulator()
        let television = Driver(installation: try Installation(settings: settings(service.baseUrl, demo)), clock: TestClock()) { _ in }
        let (phone, screen) = try self.phone(service)
        let outcome = try await television.run(television.signIn()) { question in
            guard case .showCode(let code, _, _) = question else { return .cancel }
            do {
                try await self.signIn(phone, screen, code)
                return nil
            } catch {
                XCTFail("\(error)")
                return .cancel
            }
        }
        guard case .signedIn(let profile, _) = outcome else { return XCTFail("\(outcome)") }
        XCTAssertEqual(profile.mvpd, "Dish")
    }

    private func signIn(_ phone: SignIn, _ screen: Screen, _ code: String) async throws {
        phone.enter(code: code)
        guard case .confirm(let device) = await screen.next() else { return XCTFail("no device to confirm") }
        XCTAssertNotNil(device)
        phone.goOn()
        guard case .pick(let mvpds) = await screen.next() else { return XCTFail("no providers") }
        XCTAssertFalse(mvpds.contains { $0.isTempPass })
        phone.pick(try XCTUnwrap(mvpds.first { $0.id == "Dish" }))
        guard case .browse(let url) = await screen.next() else { return XCTFail("no page") }
        try await signInAsPerson(url)
        phone.goOn()
        guard case .signedIn(let profile) = await screen.next() else { return XCTFail("nobody is signed in") }
        XCTAssertEqual(profile.mvpd, "Dish")
    }

    func testACodeThatNoTelevisionShowsLeadsBackToTheFieldWithAWordAboutIt() async throws {
        let service = try Service.simulator()
        let (phone, screen) = try self.phone(service)
        phone.enter(code: "NOCODE1")
        guard case .enterCode(let problem) = await screen.next() else { return XCTFail("no field for a code") }
        XCTAssertEqual(problem, "This code is not valid, or no longer.")
    }
}

/// The states that a person sees, one after the other, without the wheel that turns in between.
@MainActor
private final class Screen {
    private let shown: AsyncStream<SignInState>
    private let shows: AsyncStream<SignInState>.Continuation

    init() {
        (shown, shows) = AsyncStream<SignInState>.makeStream()
    }

    func show(_ state: SignInState) {
        if case .working = state { return }
        shows.yield(state)
    }

    func next() async -> SignInState? {
        for await state in shown {
            return state
        }
        return nil
    }
}
