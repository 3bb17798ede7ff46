import TVPass

/// The settings that the service needs now and that an SDK did not.
public struct AccessEnablerSetup: Sendable {
    let baseUrl: String
    let softwareStatement: Secret
    let headers: Headers
    let domainName: String
    let redirectUrl: String
    let place: SignInPlace
    let transport: any Transport
    let clock: any FlowClock
    let load: @Sendable () async throws -> SecretBytes?
    let save: @Sendable (SecretBytes) async throws -> Void

    /// The statement is that of an application registered for REST API V2, the headers those of the device, the redirect
    /// URL the address at which a browser ends. `thisDevice` opens a browser, `otherDeviceWithPicker` shows a code. `save`
    /// keeps what must survive a restart where the platform keeps secrets; `load` gives what it was given last.
    public init(
        baseUrl: String, softwareStatement: Secret, headers: Headers, domainName: String, redirectUrl: String,
        place: SignInPlace = .thisDevice, transport: any Transport = URLSessionTransport(),
        clock: any FlowClock = SystemFlowClock(), load: @escaping @Sendable () async throws -> SecretBytes?,
        save: @escaping @Sendable (SecretBytes) async throws -> Void
    ) {
        self.baseUrl = baseUrl
        self.softwareStatement = softwareStatement
        self.headers = headers
        self.domainName = domainName
        self.redirectUrl = redirectUrl
        self.place = place
        self.transport = transport
        self.clock = clock
        self.load = load
        self.save = save
    }
}
