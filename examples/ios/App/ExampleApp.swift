import SwiftUI
import TVPass

/// One screen. The address is the simulator's on the computer that runs the phone's simulator.
@main
struct ExampleApp: App {
    private let model = Result { try SignInModel() }

    var body: some Scene {
        WindowGroup {
            switch model {
            case .success(let model): SignInScreen(model: model)
            case .failure(let error): Text("\(error)")
            }
        }
    }
}

extension SignInModel {
    convenience init() throws {
        let identifiers = KeychainStore(account: "device")
        let known = try identifiers.load().flatMap { UUID(uuidString: String(decoding: $0.reveal(), as: UTF8.self)) }
        let identifier = known ?? UIKitDevice.firstIdentifier
        try identifiers.save(Redacted(Data(identifier.uuidString.utf8)))
        let phone = try UIKitDevice(identifier: identifier)
        let settings = try phoneSettings(
            baseUrl: "http://127.0.0.1:8787", softwareStatement: Redacted("demo.software.statement"), phone: phone)
        let store = KeychainStore()
        let installation = try Installation(settings: settings, saved: store.load())
        self.init(signIn: SignIn(driver: Driver(installation: installation) { try store.save($0) }))
    }
}
