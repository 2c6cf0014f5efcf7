using System.Net;
using KerberosGen.Inspection.Tests;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Xunit;

namespace KerberosGen.Inspector.Tests;

public sealed class RefusalExplainerTests : IDisposable
{
    private static readonly IPEndPoint s_client = new(IPAddress.IPv6Loopback, 40000);
    private static readonly IPEndPoint s_server = new(IPAddress.IPv6Loopback, 8000);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-why-");

    public static TheoryData<string, WireLayout> EveryRule
    {
        get
        {
            var rules = new TheoryData<string, WireLayout>();
            foreach (string rule in Breaches.All.Keys)
            {
                rules.Add(rule, WireLayout.Documented);
                rules.Add(rule, WireLayout.Original);
            }

            return rules;
        }
    }

    public static TheoryData<string, bool> EveryHiddenRule
    {
        get
        {
            var rules = new TheoryData<string, bool>();
            foreach (string rule in Breaches.Hidden.Keys)
            {
                rules.Add(rule, true);
                rules.Add(rule, false);
            }

            return rules;
        }
    }

    public static TheoryData<string, bool> EveryHiddenRuleOfRooms
    {
        get
        {
            var rules = new TheoryData<string, bool>();
            foreach (string rule in Breaches.HiddenOfRoom.Keys)
            {
                rules.Add(rule, true);
                rules.Add(rule, false);
            }

            return rules;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void With_keys_the_explanation_is_what_the_server_logged(string rule, WireLayout layout)
    {
        using RecordedSite site = Play(rule, layout);
        using KeyChain keys = KeysOf(site);

        Refusal refusal = Explain(site, keys);

        Assert.Equal(site.Refusals.Last(), refusal.Verdict);
        Assert.True(refusal.IsCertain);
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Without_keys_what_the_server_logged_is_left_and_not_excluded(string rule, WireLayout layout)
    {
        using RecordedSite site = Play(rule, layout);
        using var keys = new KeyChain { TimeZone = RecordedSite.Zone };

        Refusal refusal = Explain(site, keys);

        string logged = site.Refusals.Last();
        RefusalRule covering = CoveringRule(refusal.Request!.Code!.Value, logged);
        Assert.Contains(refusal.Left, left => left == logged || left == covering.Words);
        Assert.DoesNotContain(covering.Words, refusal.Excluded);
        Assert.Equal(refusal.IsCertain, refusal.Verdict == logged);
    }

    [Theory]
    [MemberData(nameof(EveryHiddenRule))]
    public void What_an_administrator_has_disabled_is_left_with_keys_and_without(string rule, bool hasKeys)
    {
        using RecordedSite site = Play(rule, WireLayout.Documented);
        using KeyChain keys = hasKeys ? KeysOf(site) : new KeyChain { TimeZone = RecordedSite.Zone };

        Refusal refusal = Explain(site, keys);

        string logged = Assert.Single(site.Refusals);
        Assert.Contains(logged, refusal.Left);
        Assert.Contains("a KDC also refuses who asks for more than its limits allow, which no capture shows", refusal.Details);
        ushort code = refusal.Request!.Code!.Value;
        Assert.Single(RefusalRules.OfKdc(code, isDatagram: false), r => r.Covers(logged));
        Assert.Equal(refusal.IsCertain, refusal.Left.Count == 1);
        if (hasKeys)
            Assert.DoesNotContain(refusal.Left, static left => left.StartsWith("unknown", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryHiddenRuleOfRooms))]
    public void What_a_room_decides_by_its_limits_and_its_moderators_is_left_with_keys_and_without(string rule, bool hasKeys)
    {
        using RecordedSite site = Play(rule, WireLayout.Documented);
        using KeyChain keys = hasKeys ? KeysOf(site) : new KeyChain { TimeZone = RecordedSite.Zone };

        Refusal refusal = Explain(site, keys);

        RefusalRule covering = Assert.Single(RefusalRules.OfRoom(refusal.Request!.Code!.Value), r => r.Covers(Assert.Single(site.Refusals)));
        Assert.Contains(covering.Words, refusal.Left);
        Assert.False(refusal.IsCertain);
    }

    [Fact]
    public void Where_nobody_is_seen_to_register_closed_registration_is_left_beside_a_name_that_is_taken()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        site.CloseRegistration();
        site.Connect(RecordedSite.Kdc).Ask(RecordedPeer.Packed(default, new ClientRegistration { Name = new PrincipalName("carol"), Password = new Password("pw") }));
        using var keys = new KeyChain();

        Refusal refusal = Explain(site, keys);

        Assert.Equal([Assert.Single(site.Refusals), "The name \"carol\" is registered already."], refusal.Left);
        Assert.False(refusal.IsCertain);
    }

    [Fact]
    public void A_name_that_is_none_is_the_reason_whether_registration_is_open_or_closed()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        site.CloseRegistration();
        site.Connect(RecordedSite.Kdc).Ask(RecordedPeer.Packed(default, new ClientRegistration { Name = new PrincipalName("a:b"), Password = new Password("pw") }));
        using var keys = new KeyChain();

        Refusal refusal = Explain(site, keys);

        Assert.Equal((Assert.Single(site.Refusals), true), (refusal.Verdict, refusal.IsCertain));
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void With_the_password_alone_the_authenticator_is_checked_and_the_ticket_is_left(WireLayout layout)
    {
        using RecordedSite site = Play("authenticator: ahead", layout);
        using var keys = new KeyChain { TimeZone = RecordedSite.Zone };
        using Crypto.KeyMaterial password = LineKeys.KeyOfPassword("Wonderland-1865");
        keys.Add(KeyRole.Client, password.Bytes);

        Refusal refusal = Explain(site, keys);

        Assert.Equal([Refusals.TicketDoesNotOpen, Refusals.TicketTime, "ticket expired", "authenticator is 412 s ahead of the room's clock; the limit is 300"], refusal.Left);
        Assert.Contains("authenticator is of another client than the ticket", refusal.Excluded);
        Assert.Contains("the service key would tell more: --keys with services.json, services_pool.json or msg.info", refusal.Details);
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void Every_sentence_of_a_log_is_covered_by_one_rule_of_its_role(string rule, WireLayout layout)
    {
        using RecordedSite site = Play(rule, layout);
        string logged = site.Refusals.Last();
        bool isKdc = rule.StartsWith("KDC", StringComparison.Ordinal);
        ushort[] codes = [.. Enumerable.Range(1024, 17).Select(c => (ushort)c)];

        IEnumerable<RefusalRule> rules = codes.SelectMany(c => isKdc ? RefusalRules.OfKdc(c, isDatagram: true) : RefusalRules.OfRoom(c)).Distinct();

        // A bad display name and a bad client's name are told in the same words, by different roles.
        Assert.Single(rules, r => r.Covers(logged));
    }

    [Fact]
    public void A_request_that_is_granted_needs_no_explanation()
    {
        using var site = new RecordedSite(WireLayout.Documented);
        var cast = new Breaches.Cast(site);
        RecordedPeer peer = cast.Enter();
        peer.AskGranted(cast.Subscription(cast.Ticket));
        peer.AskGranted(cast.Message(cast.Ticket));
        using KeyChain keys = KeysOf(site);
        using var explainer = new RefusalExplainer(keys);

        Assert.All(site.Decode(keys), packet => Assert.Null(explainer.Observe(packet)));
    }

    [Fact]
    public void A_refusal_without_its_request_says_so()
    {
        using RecordedSite site = Play("message: does not open", WireLayout.Documented);
        using KeyChain keys = KeysOf(site);
        using var explainer = new RefusalExplainer(keys);

        Refusal? refusal = explainer.Observe(site.Decode(keys)[^1]);

        Assert.Equal((null, false, "the refused request does not stand before it in the capture"), (refusal!.Request, refusal.IsCertain, refusal.Verdict));
    }

    [Fact]
    public void No_secret_of_a_site_stands_in_an_explanation()
    {
        foreach (string rule in Breaches.All.Keys)
        {
            using RecordedSite site = Play(rule, WireLayout.Documented);
            using KeyChain keys = KeysOf(site);
            string text = string.Join("\n", RefusalText.Lines(Explain(site, keys)));
            Assert.DoesNotContain("Wonderland", text, StringComparison.Ordinal);
            Assert.All(site.Store.Services, s => Assert.DoesNotContain(Convert.ToBase64String(s.Key.Bytes), text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_list_that_a_known_client_does_not_get_over_UDP_is_too_long_for_it_unless_the_client_is_disabled()
    {
        byte[] list = RecordedPeer.Packed(PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb"), default(ServiceListRequest));
        byte[] refused = [24, 0x49, 6, 0, 0, 0, 0];
        TestCapture capture = new();
        foreach (byte[] answer in (byte[][])[[24, 0x42, 6, 0, 0, 0, 0], refused, refused])
        {
            capture.Add(TestCapture.UdpFrame(s_client, s_server, list));
            capture.Add(TestCapture.UdpFrame(s_server, s_client, answer));
        }

        // The answer that was asked for twice came twice.
        capture.Add(TestCapture.UdpFrame(s_server, s_client, refused));
        using var keys = new KeyChain();
        using var explainer = new RefusalExplainer(keys);
        List<Refusal> refusals = [.. Vector.DecodePcap(capture.ToPcap(), keys).Select(explainer.Observe).OfType<Refusal>()];

        Assert.Equal(3, refusals.Count);
        Assert.All(refusals, r => Assert.Equal(
            ["client 4e43ae195f4d43b799ce2cca77178cfb is disabled", "the answer is too long for UDP, so ask by TCP"], r.Left));
        Assert.All(refusals, static r => Assert.NotNull(r.Request));
    }

    [Fact]
    public async Task The_session_s_diagram_says_why_with_keys_and_what_is_left_without()
    {
        using RecordedSite site = Play("ticket: expired", WireLayout.Documented);
        site.WriteFiles(_folder);
        string capture = site.WriteCapture(_folder);

        InspectorProcess.Outcome with = await InspectorProcess.Run([], "session", "--why", capture, "--keys", Path.Combine(_folder.FullName, "services.json"));
        Assert.Contains("why: ticket expired 90 s ago", with.Output, StringComparison.Ordinal);

        InspectorProcess.Outcome without = await InspectorProcess.Run([], "session", "--why", capture);
        Assert.Contains("why: it broke one of ", without.Output, StringComparison.Ordinal);
        Assert.Contains("left: ticket expired", without.Output, StringComparison.Ordinal);
        Assert.Contains("excluded: a size ", without.Output, StringComparison.Ordinal);
    }

    private static RecordedSite Play(string rule, WireLayout layout)
    {
        var site = new RecordedSite(layout);
        (Breaches.All.GetValueOrDefault(rule) ?? Breaches.Hidden.GetValueOrDefault(rule) ?? Breaches.HiddenOfRoom[rule])(new Breaches.Cast(site));
        return site;
    }

    private static Refusal Explain(RecordedSite site, KeyChain keys)
    {
        using var explainer = new RefusalExplainer(keys);
        return site.Decode(keys).Select(explainer.Observe).OfType<Refusal>().Last();
    }

    private static RefusalRule CoveringRule(ushort code, string logged) =>
        RefusalRules.OfRoom(code).Concat(RefusalRules.OfKdc(code, isDatagram: false)).First(r => r.Covers(logged));

    private KeyChain KeysOf(RecordedSite site)
    {
        site.WriteFiles(_folder);
        var keys = new KeyChain { TimeZone = RecordedSite.Zone };
        foreach (string name in (string[])["clients.txt", "services.json"])
        {
            Assert.True(KeyFile.TryRead(Path.Combine(_folder.FullName, name), PacketCatalog.Layout, out KeyFileContent content, out string error), error);
            using (content)
                keys.Add(content, name);
        }

        return keys;
    }
}
