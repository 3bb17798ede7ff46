import TVPass

/// The shape of the old SDK over the flows, for an application that moves in a day and cleans up later. Calls wait for
/// `setRequestor`, as they did.
@MainActor
public final class AccessEnabler {
    public weak var delegate: (any EntitlementDelegate)? {
        didSet { viewer.delegate = delegate }
    }

    private let setup: AccessEnablerSetup
    private let viewer = Viewer()
    private var requestor: Requestor?
    private var waiting: [@MainActor (Requestor) async -> Void] = []

    /// The sign-in under way: it ends with the code to tell.
    private var signingIn: Task<String, Never>?

    /// The provider of the next sign-in.
    private var preselected: String?

    public init(_ setup: AccessEnablerSetup) {
        self.setup = setup
    }

    public func setRequestor(_ id: String) {
        requestor = nil
        Task {
            let isComplete = await attempt {
                let opened = try await Requestor(setup, id: id)
                open(opened)
                try await opened.register()
                return true
            }
            delegate?.setRequestorComplete(status(isComplete == true))
        }
    }

    public func checkAuthentication() {
        whenOpen { [self] requestor in
            switch await attempt({ try await requestor.isSignedIn() }) {
            case true?: tell(USER_AUTHENTICATED)
            case false?: tell(USER_NOT_AUTHENTICATED_ERROR)
            case nil: tell(GENERIC_AUTHENTICATION_ERROR)
            }
        }
    }

    public func getAuthentication() {
        whenOpen { [self] in _ = await signIn($0) }
    }

    /// The choice of the viewer; nothing ends the sign-in. Without a picker it is the provider of the next sign-in.
    public func setSelectedProvider(_ mvpd: String?) {
        guard let mvpd else {
            signingIn?.cancel()
            return
        }
        if !viewer.choose(mvpd) { preselected = mvpd }
    }

    /// The browser has come to the redirect address.
    public func handleExternalURL(_: String) {
        viewer.returned()
    }

    public func checkAuthorization(_ resource: String) {
        whenOpen { [self] in await authorize($0, resource, signsIn: false) }
    }

    /// Signs in first where it has to.
    public func getAuthorization(_ resource: String) {
        whenOpen { [self] in await authorize($0, resource, signsIn: true) }
    }

    public func checkPreauthorizedResources(_ resources: [String]) {
        whenOpen { [self] requestor in
            let permitted = await attempt { try await requestor.preauthorize(resources) }
            delegate?.preauthorizedResources(permitted ?? [])
        }
    }

    /// The kind of metadata stands at `METADATA_OPCODE_KEY`, its argument at the key of the argument.
    public func getMetadata(_ keyDictionary: [String: any Sendable]) {
        whenOpen { [self] requestor in
            let key = keyDictionary[METADATA_OPCODE_KEY] as? Int32 ?? -1
            let found = await attempt { try await requestor.metadata(key, keyDictionary, headers: setup.headers) }
            delegate?.setMetadataStatus(
                found?.value, encrypted: found?.isEncrypted ?? false, forKey: key, andArguments: keyDictionary)
        }
    }

    public func getSelectedProvider() {
        whenOpen { [self] in delegate?.selectedProvider($0.selected) }
    }

    public func logout() {
        whenOpen { [self] requestor in
            _ = await attempt { try await requestor.signOut { await viewer.answer($0, requestor) } }
            delegate?.setAuthenticationStatus(ACCESS_ENABLER_STATUS_ERROR, errorCode: "Logout")
        }
    }

    private func whenOpen(_ work: @escaping @MainActor (Requestor) async -> Void) {
        guard let requestor else {
            waiting.append(work)
            return
        }
        Task { await work(requestor) }
    }

    private func open(_ opened: Requestor) {
        requestor = opened
        waiting.forEach { work in Task { await work(opened) } }
        waiting = []
    }

    /// Does the work; nothing comes of it where a flow stops, which is told.
    private func attempt<Result>(resource: String? = nil, _ work: @MainActor () async throws -> Result) async -> Result? {
        do {
            return try await work()
        } catch let stopped as TvpassError {
            delegate?.status(stopped.advancedStatus(resource: resource))
        } catch {
            delegate?.status(advancedStatus("LS011", level: "Error", message: "\(error)", resource: resource))
        }
        return nil
    }

    /// Signs in, or waits for the sign-in that is under way, and tells how it ended.
    private func signIn(_ requestor: Requestor) async -> Bool {
        if let signingIn {
            return await signingIn.value == USER_AUTHENTICATED
        }
        let running = Task { await signInCode(requestor) }
        signingIn = running
        let code = await running.value
        signingIn = nil
        tell(code)
        return code == USER_AUTHENTICATED
    }

    private func signInCode(_ requestor: Requestor) async -> String {
        let mvpd = preselected
        preselected = nil
        let code = await attempt {
            do {
                try await requestor.signIn(mvpd: mvpd) { await viewer.answer($0, requestor) }
                return USER_AUTHENTICATED
            } catch is CancellationError {
                return PROVIDER_NOT_SELECTED_ERROR
            }
        }
        return code ?? GENERIC_AUTHENTICATION_ERROR
    }

    private func authorize(_ requestor: Requestor, _ resource: String, signsIn: Bool) async {
        var outcome = await attempt(resource: resource) { try await requestor.authorize(resource) }
        if case .signInNeeded = outcome, signsIn, await signIn(requestor) {
            outcome = await attempt(resource: resource) { try await requestor.authorize(resource) }
        }
        switch outcome {
        case .permitted(let decision):
            delegate?.setToken(decision.token?.serializedToken.reveal() ?? "", forResource: resource)
        case .denied(let decision):
            if let error = decision.error { delegate?.status(error.advancedStatus(resource: resource)) }
            fail(resource, USER_NOT_AUTHORIZED_ERROR, decision.error)
        case .signInNeeded(let error): fail(resource, USER_NOT_AUTHENTICATED_ERROR, error)
        default: fail(resource, GENERIC_AUTHORIZATION_ERROR, nil)
        }
    }

    private func fail(_ resource: String, _ code: String, _ error: EnhancedError?) {
        delegate?.tokenRequestFailed(resource, errorCode: code, errorDescription: error?.words ?? "")
    }

    private func tell(_ code: String) {
        delegate?.setAuthenticationStatus(status(code == USER_AUTHENTICATED), errorCode: code)
    }

    private func status(_ isGood: Bool) -> Int32 {
        isGood ? ACCESS_ENABLER_STATUS_SUCCESS : ACCESS_ENABLER_STATUS_ERROR
    }
}
