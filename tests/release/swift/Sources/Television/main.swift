import Foundation
import TVPass

// A television over the published Swift package: `Television SERVICE STATEMENT`.

struct Television: Device {
    let identifier = Data("a fresh Swift project".utf8)
    let info = DeviceInfo(model: "Box", version: "1", osName: .linux, osVersion: "6.1", connectionType: "LAN")
}

let arguments = CommandLine.arguments
let settings = ClientSettings(
    baseUrl: arguments[1], serviceProvider: "REF30", softwareStatement: Redacted(arguments[2]),
    headers: try Headers(of: Television()))
let installation = try Installation(settings: settings)
let driver = Driver(installation: installation) { _ in }
let options = SignInOptions(mvpd: "Cablevision", domainName: "adobe.com", redirectUrl: "https://adobe.com")
_ = try await driver.run(.signIn(installation: installation, options: options)) { question in
    if case .showCode(_, let url, _) = question {
        print("open \(url ?? "")")
        fflush(nil)
    }
    return nil
}
let outcome = try await driver.run(.authorization(installation: installation, resource: "REF30")) { _ in nil }
guard case .permitted(let decision) = outcome else { fatalError("\(outcome)") }
print("playing \(decision.resource)")
