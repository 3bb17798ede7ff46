/// The application, as the old interface calls it back: on the main actor.
@MainActor
public protocol EntitlementDelegate: AnyObject {
    func setRequestorComplete(_ status: Int32)

    /// Say `setSelectedProvider` when the viewer has chosen, or chooses none.
    func displayProviderDialog(_ mvpds: [MVPD])

    /// Open it in a browser, and say `handleExternalURL` when it has come to the redirect address.
    func navigate(toUrl url: String)

    func setAuthenticationStatus(_ status: Int32, errorCode code: String)

    func setToken(_ token: String, forResource resource: String)

    func tokenRequestFailed(_ resource: String, errorCode code: String, errorDescription description: String)

    func preauthorizedResources(_ resources: [String])

    func selectedProvider(_ mvpd: MVPD?)

    /// The metadata is a text, or a value of the viewer's: text, number, truth value, list or map. An encrypted value is
    /// for your private key.
    func setMetadataStatus(
        _ metadata: Any?, encrypted: Bool, forKey key: Int32, andArguments arguments: [String: any Sendable])

    /// An advanced code, for a log or for support: `errorId`, `level`, `message`, and `resource` where it is about one.
    func status(_ statusDictionary: [String: String])
}

extension EntitlementDelegate {
    public func status(_: [String: String]) {}
}

/// A provider of the picker.
public struct MVPD: Equatable, Sendable {
    public let ID: String
    public let displayName: String?
    public let logoURL: String?
    public let isTempPass: Bool
}
