import SwiftUI
import TVPass

/// The model that the screen observes.
@MainActor
final class SignInModel: ObservableObject {
    @Published private(set) var state = SignInState.enterCode(problem: nil)
    let signIn: SignIn

    init(signIn: SignIn) {
        self.signIn = signIn
        signIn.show = { [weak self] state in self?.state = state }
    }
}

struct SignInScreen: View {
    @ObservedObject var model: SignInModel
    @Environment(\.openURL) private var openURL
    @State private var code = ""
    @State private var search = ""

    var body: some View {
        VStack(spacing: 16) {
            switch model.state {
            case .enterCode(let problem): enterCode(problem)
            case .working: ProgressView()
            case .confirm(let device): confirm(device)
            case .pick(let mvpds): picker(mvpds)
            case .browse(let url): browse(url)
            case .signedIn(let profile): signedIn(profile)
            }
        }
        .padding(24)
    }

    @ViewBuilder
    private func enterCode(_ problem: String?) -> some View {
        Text("Type the code that your television shows").font(.title2)
        TextField("Code", text: $code)
            .textFieldStyle(.roundedBorder)
            .textInputAutocapitalization(.characters)
            .autocorrectionDisabled()
        if let problem { Text(problem).foregroundColor(.red) }
        Button("Continue") { model.signIn.enter(code: code.trimmingCharacters(in: .whitespaces)) }.disabled(code.isEmpty)
    }

    @ViewBuilder
    private func confirm(_ device: SessionDevice?) -> some View {
        Text("Sign in on this device?").font(.title2)
        Text(device?.model ?? "A device that does not say what it is")
        Button("It is mine") { model.signIn.goOn() }
        Button("It is not mine", role: .cancel) { model.signIn.startOver() }
    }

    private func picker(_ mvpds: [Mvpd]) -> some View {
        let found = mvpds.filter { search.isEmpty || $0.name.localizedCaseInsensitiveContains(search) }
        return VStack {
            TextField("TV provider", text: $search).textFieldStyle(.roundedBorder)
            List(found, id: \.id) { mvpd in
                Button(mvpd.name) { model.signIn.pick(mvpd) }
            }
        }
    }

    @ViewBuilder
    private func browse(_ url: String) -> some View {
        Text("Sign in on your provider's page, then come back").font(.title2)
        Button("Open the page") { URL(string: url).map { openURL($0) } }
        Button("I have signed in") { model.signIn.goOn() }
    }

    @ViewBuilder
    private func signedIn(_ profile: Profile) -> some View {
        Text("You are signed in at \(profile.mvpd)").font(.title2)
        Text("Your television goes on by itself.")
        Button("Sign in another device") { model.signIn.startOver() }
    }
}

extension Mvpd {
    fileprivate var name: String { displayName ?? id }
}
