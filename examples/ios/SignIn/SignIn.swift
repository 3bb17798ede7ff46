import TVPass

/// Signs a person in on a phone, for the television whose code they type.
@MainActor
final class SignIn {
    /// Told whenever something else is to be shown.
    var show: (SignInState) -> Void = { _ in }

    private let driver: Driver
    private var run: FlowRun?
    private var task: Task<Void, Never>?

    init(driver: Driver) {
        self.driver = driver
    }

    func enter(code: String) {
        task?.cancel()
        task = Task { await follow(code) }
    }

    /// The device is the person's, or their browser has come back from the provider's page.
    func goOn() {
        guard let run else { return }
        show(.working)
        Task { await run.goOn() }
    }

    func pick(_ mvpd: Mvpd) {
        guard let run else { return }
        show(.working)
        Task { await run.say(.chosen(mvpd: mvpd.id)) }
    }

    func startOver() {
        task?.cancel()
        show(.enterCode(problem: nil))
    }

    private func follow(_ code: String) async {
        show(.working)
        do {
            let flow = try AuthFlow.secondScreen(
                installation: driver.installation, code: code, domainName: "adobe.com", redirectUrl: "https://adobe.com")
            let run = driver.steps(of: flow)
            self.run = run
            for try await step in run {
                show(SignInState(step))
            }
        } catch {
            show(SignInState(error))
        }
    }
}
