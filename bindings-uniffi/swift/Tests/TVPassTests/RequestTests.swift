import Foundation
import XCTest

@testable import TVPass

/// `requests/` and `sso/requests/`: fields to the exact request, or to the reason why nothing is sent.
final class RequestTests: XCTestCase {
    private let base = "https://sp.auth.adobe.com"

    func testEveryRequestIsWrittenAsItsVectorSays() throws {
        for vector in try Vectors.cases("requests") + Vectors.cases("sso/requests") {
            if vector.text("endpoint") == "authenticate" {
                try judge(vector) { try authenticatePage(vector) }
            } else {
                try judge(vector) { try request(vector) }
            }
        }
    }

    private func judge(_ vector: Case, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as TvpassError {
            vector.expect("error", error.inVectors)
        }
    }

    private func request(_ vector: Case) throws {
        let request = try encodeRequest(baseUrl: base, headers: headers(vector), call: call(vector))
        XCTAssertTrue(request.url.hasPrefix(base), vector.name)
        vector.expect(
            "request",
            [
                "method": request.method.wire(),
                "target": String(request.url.dropFirst(base.count)),
                "headers": Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value.reveal()) }),
                "body": String(decoding: request.body.reveal(), as: UTF8.self),
            ])
    }

    private func authenticatePage(_ vector: Case) throws {
        let fields = vector.part("fields")
        let url = try authenticateUrl(
            baseUrl: vector.text("base"), serviceProvider: fields.text("serviceProvider"), code: fields.text("code"))
        vector.expect("url", url)
    }

    private func headers(_ vector: Case) throws -> Headers {
        let given = vector.part("headers")
        func value(_ name: String) -> Secret? { given.optionalText(name).map { Redacted($0) } }
        let senders: [String: Sender] = [
            "streaming_device": .streamingDevice, "browser": .browser, "secondary_application": .secondaryApplication,
        ]
        return Headers(
            sender: try XCTUnwrap(senders[vector.text("sender")]), authorization: value("Authorization"),
            contentType: value("Content-Type"), apDeviceIdentifier: value("AP-Device-Identifier"),
            xDeviceInfo: value("X-Device-Info"), xForwardedFor: value("X-Forwarded-For"),
            adobeSubjectToken: value("Adobe-Subject-Token"),
            xRokuReservedRokuConnectToken: value("X-Roku-Reserved-Roku-Connect-Token"),
            adServiceToken: value("AD-Service-Token"),
            apPartnerFrameworkStatus: value("AP-Partner-Framework-Status"),
            apTempPassIdentity: value("AP-TempPass-Identity"), apVisitorIdentifier: value("AP-Visitor-Identifier"),
            accept: value("Accept"), userAgent: value("User-Agent"), xSsoId: value("X-SSO-ID"),
            xSsoLink: value("X-SSO-LINK"))
    }

    private func call(_ vector: Case) throws -> Call {
        let fields = vector.part("fields")
        func secret(_ name: String) -> Secret { Redacted(fields.text(name)) }
        let provider = fields.text("serviceProvider")
        let (mvpd, code, partner) = (fields.text("mvpd"), fields.text("code"), fields.text("partner"))
        let (domain, redirect) = (fields.optionalText("domainName"), fields.optionalText("redirectUrl"))
        let resources = fields.members["resources"] as? [String] ?? []
        switch vector.text("endpoint") {
        case "register":
            return .register(
                softwareStatement: secret("software_statement"), redirectUri: fields.optionalText("redirect_uri"))
        case "token":
            return .token(
                clientId: secret("client_id"), clientSecret: secret("client_secret"),
                grantType: fields.optionalText("grant_type"))
        case "configuration": return .getConfiguration(serviceProvider: provider)
        case "create_session":
            return .createSession(
                serviceProvider: provider, mvpd: fields.optionalText("mvpd"), domainName: domain, redirectUrl: redirect)
        case "resume_session":
            return .resumeSession(
                serviceProvider: provider, code: code, mvpd: fields.optionalText("mvpd"), domainName: domain,
                redirectUrl: redirect)
        case "session_info": return .getSession(serviceProvider: provider, code: code)
        case "profiles": return .getProfiles(serviceProvider: provider)
        case "profile_mvpd": return .getProfileMvpd(serviceProvider: provider, mvpd: mvpd)
        case "profile_code":
            return .getProfileCode(serviceProvider: provider, code: code, earlyPath: fields.text("path") == "early")
        case "partner_request":
            return .createPartnerSession(
                serviceProvider: provider, partner: partner, domainName: domain, redirectUrl: redirect)
        case "partner_profile":
            return .createPartnerProfile(serviceProvider: provider, partner: partner, samlResponse: secret("SAMLResponse"))
        case "preauthorize": return .preauthorize(serviceProvider: provider, mvpd: mvpd, resources: resources)
        case "authorize": return .authorize(serviceProvider: provider, mvpd: mvpd, resources: resources)
        case "logout": return .logout(serviceProvider: provider, mvpd: mvpd, redirectUrl: redirect)
        default: return try ssoCall(vector)
        }
    }

    private func ssoCall(_ vector: Case) throws -> Call {
        let fields = vector.part("fields")
        let provider = fields.text("serviceProvider")
        switch vector.text("endpoint") {
        case "sso_token":
            let code = fields.optionalText("linkCode").map { Person.linkCode(code: Redacted($0)) }
            return .ssoToken(serviceProvider: provider, person: code ?? .id(identifier: Redacted(fields.text("id"))))
        case "sso_refresh": return .ssoRefresh(serviceProvider: provider)
        case "sso_link": return .ssoLink(serviceProvider: provider)
        case "sso_unlink":
            return .ssoUnlink(serviceProvider: provider, devices: fields.members["devices"] as? [String] ?? [])
        case "sso_list": return .ssoList(serviceProvider: provider)
        default: throw UnknownEndpoint(name: vector.name)
        }
    }
}

struct UnknownEndpoint: Error {
    let name: String
}
