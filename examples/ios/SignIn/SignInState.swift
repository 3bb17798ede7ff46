import TVPass

/// The states of the screen.
enum SignInState {
    /// A field for the code that the television shows; with a word about the last one, if it led nowhere.
    case enterCode(problem: String?)
    /// The service is being asked.
    case working
    /// The device that asks; the person compares it with what stands in the room.
    case confirm(SessionDevice?)
    /// The providers to choose from.
    case pick([Mvpd])
    /// The provider's own page, in a browser.
    case browse(url: String)
    case signedIn(Profile)

    /// The state that shows this step of the flow.
    init(_ step: Step) {
        switch step {
        case .ask(.confirmDevice(let information), _, _): self = .confirm(information.device)
        // R26: temporary access is not for a person to choose.
        case .ask(.chooseMvpd(let configuration), _, _): self = .pick(configuration.mvpds.filter { !$0.isTempPass })
        case .ask(.openUrl(let url, _), _, _): self = .browse(url: url)
        case .done(.signedIn(let profile, _)): self = .signedIn(profile)
        case .done: self = .enterCode(problem: nil)
        case .ask, .send, .sleep, .await, .awaitOther, .stop: self = .working
        }
    }

    /// The state that shows why the flow cannot go on.
    init(_ error: any Error) {
        switch error {
        case is CancellationError: self = .enterCode(problem: nil)
        case TvpassError.Viewer: self = .enterCode(problem: "This code is not valid, or no longer.")
        case TvpassError.Network: self = .enterCode(problem: "The service cannot be reached.")
        default: self = .enterCode(problem: "\(error)")
        }
    }
}
