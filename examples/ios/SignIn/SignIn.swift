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
        say(.tick)
    }

    func pick(_ mvpd: Mvpd) {
        say(.choice(mvpd: mvpd.id))
    }

    func startOver() {
        task?.cancel()
        show(.enterCode(problem: nil))
    }

    private func say(_ input: Input) {
        guard let run else { return }
        show(.working)
        Task { await run.say(input) }
    }

    private func follow(_ code: String) async {
        show(.working)
        do {
            let run = driver.steps(of: try .secondScreen(client: driver.client, code: code))
            self.run = run
            for try await step in run {
                show(SignInState(step))
            }
        } catch {
            show(SignInState(error))
        }
    }
}
