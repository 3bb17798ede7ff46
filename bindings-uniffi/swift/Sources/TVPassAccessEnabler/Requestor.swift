import Foundation
import TVPass

/// The installation of one service provider, and what the old interface remembered beside it.
@MainActor
final class Requestor {
    private let setup: AccessEnablerSetup
    private let driver: Driver
    private var installation: Installation { driver.installation }

    /// A provider that needs no sign-in.
    private var granted: String?

    /// The ends of the decisions of this run.
    private var decided: [String: Date] = [:]

    /// The list of the last picker.
    var mvpds: [MVPD] = []

    init(_ setup: AccessEnablerSetup, id: String) async throws {
        self.setup = setup
        let settings = ClientSettings(
            baseUrl: setup.baseUrl, serviceProvider: id, softwareStatement: setup.softwareStatement,
            headers: setup.headers)
        let installation = try Installation(settings: settings, saved: try await setup.load())
        driver = Driver(
            installation: installation, transport: setup.transport, clock: setup.clock, save: setup.save)
    }

    var selected: MVPD? {
        guard let id = granted ?? installation.mvpd() else { return nil }
        return mvpds.first { $0.ID == id } ?? MVPD(ID: id, displayName: nil, logoURL: nil, isTempPass: false)
    }

    func register() async throws {
        _ = try await driver.run(.registration(installation: installation)) { _ in nil }
    }

    /// Answers from what is remembered, else by asking the service; nobody is prompted.
    func isSignedIn() async throws -> Bool {
        if granted != nil { return true }
        let outcome = try await driver.run(.checkSignIn(installation: installation)) { _ in nil }
        if case .signInNeeded = outcome { return false }
        return true
    }

    /// The profile, if there is one.
    func profile() async throws -> Profile? {
        do {
            let options = SignInOptions(place: .otherDeviceWithPicker)
            let flow = AuthFlow.signIn(installation: installation, options: options)
            guard case .signedIn(let profile, _) = try await driver.run(flow, ask: { _ in .cancel }) else { return nil }
            return profile
        } catch let stopped as TvpassError where stopped.reason == .cancelled {
            return nil
        }
    }

    func signIn(mvpd: String?, answer: @MainActor (Question) async -> Event?) async throws {
        let options = SignInOptions(
            mvpd: mvpd, domainName: setup.domainName, redirectUrl: setup.redirectUrl, place: setup.place)
        let outcome = try await driver.run(.signIn(installation: installation, options: options), ask: answer)
        granted = if case .granted(_, let mvpd) = outcome { mvpd } else { nil }
    }

    func authorize(_ resource: String) async throws -> Outcome {
        let flow = try AuthFlow.authorization(installation: installation, resource: resource, mvpd: granted)
        let outcome = try await driver.run(flow) { _ in nil }
        if case .permitted(let decision) = outcome { decided[resource] = decision.notAfter }
        return outcome
    }

    /// The resources that may be watched.
    func preauthorize(_ resources: [String]) async throws -> [String] {
        let flow = try AuthFlow.preauthorization(installation: installation, resources: resources, mvpd: granted)
        guard case .preauthorized(let permits) = try await driver.run(flow, ask: { _ in nil }) else { return [] }
        return permits.filter(\.permitted).map(\.resource)
    }

    func decidedUntil(_ resource: String) -> Date? {
        decided[resource]
    }

    func signOut(answer: @MainActor (Question) async -> Event?) async throws {
        let flow = try AuthFlow.logout(installation: installation, redirectUrl: setup.redirectUrl, mvpd: granted)
        _ = try await driver.run(flow, ask: answer)
        granted = nil
        decided = [:]
    }
}
