using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Hosting.Tests;

public sealed class KdcAdmissionTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1"), Other = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_source_that_asks_too_often_is_refused_and_another_is_not()
    {
        var admission = new KdcAdmission(KdcLimits.None with { RequestsPerSource = new Rate(10, 20) }, _clock);
        Assert.Equal(20, Granted(admission, One, 100));
        Assert.Equal(20, Granted(admission, Other, 100));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Granted(admission, One, 100));
    }

    [Fact]
    public void Registrations_of_a_source_have_their_own_limit()
    {
        var admission = new KdcAdmission(KdcLimits.None with { RegistrationsPerSource = new Rate(1, 5) }, _clock);
        Assert.Equal(5, Granted(admission, One, 100, ClientRegistration.Code));
        Assert.Equal(0, Granted(admission, One, 100, ServiceRegistration.Code));
        Assert.Equal(100, Granted(admission, One, 100, TicketRequest.Code));
    }

    [Fact]
    public void Datagrams_whose_sources_may_be_forged_leave_connections_their_share_of_the_global_limit()
    {
        var admission = new KdcAdmission(KdcLimits.None with { Requests = Rate.Of(100) }, _clock);
        int granted = Enumerable.Range(0, 1000).Count(i => admission.Admit(admission.SourceOf(new IPAddress(0x0A000000 + i)), isDatagram: true, Header(1026)).IsGranted);
        Assert.Equal(100, granted);
        Assert.Equal(100, Enumerable.Range(0, 1000).Count(_ => admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1026)).IsGranted));
    }

    [Fact]
    public void A_principal_in_whose_name_too_much_is_asked_is_throttled_but_not_locked_out_where_little_is_asked()
    {
        var admission = new KdcAdmission(KdcLimits.None with { RequestsPerPrincipal = new Rate(1, 10) }, _clock);
        // Ten, and the share of this source.
        Assert.Equal(15, Granted(admission, One, 100, TicketRequest.Code));
        Assert.Equal(KdcRefusalKind.PrincipalThrottled, admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1027)).Kind);
        Assert.Equal(5, Granted(admission, Other, 100, TicketRequest.Code));
        Assert.True(admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1027, KdcSite.Id(9))).IsGranted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        // One has come back for all, and one for this source.
        Assert.Equal(2, Granted(admission, Other, 100, TicketRequest.Code));
    }

    [Fact]
    public void Refused_requests_in_one_name_throttle_it_at_their_source_and_leave_its_owner_alone()
    {
        var admission = new KdcAdmission(KdcLimits.None with { RefusalsPerPrincipal = new Rate(1, 5) }, _clock);
        SourceAccount attacker = admission.SourceOf(One), owner = admission.SourceOf(Other);
        for (int i = 0; i < 5; i++)
        {
            Assert.True(admission.Admit(attacker, isDatagram: false, Header(1027)).IsGranted);
            admission.NoteRefusal(attacker, KdcSite.Id(1), KdcRefusalKind.UnknownService);
        }

        Assert.Equal(KdcRefusalKind.PrincipalThrottled, admission.Admit(attacker, isDatagram: false, Header(1027)).Kind);
        Assert.True(admission.Admit(attacker, isDatagram: false, Header(1027, KdcSite.Id(9))).IsGranted);
        Assert.True(admission.Admit(owner, isDatagram: false, Header(1027)).IsGranted);
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.True(admission.Admit(attacker, isDatagram: false, Header(1027)).IsGranted);
    }

    [Fact]
    public void Places_of_a_source_and_of_all_are_given_back()
    {
        var admission = new KdcAdmission(KdcLimits.None with { Connections = 5, ConnectionsPerSource = 3 }, _clock);
        List<SourceAccount> held = [];
        for (int i = 0; i < 3; i++)
            Assert.True(Enter(One).IsGranted);
        Assert.Equal(KdcVerdict.SourceHasTooManyConnections, Enter(One));
        Assert.True(Enter(Other).IsGranted);
        Assert.True(Enter(Other).IsGranted);
        Assert.Equal(KdcVerdict.TooManyConnections, Enter(Other));
        Assert.Equal(5, admission.Statistics.OpenConnections);
        Assert.Equal(2, admission.Statistics.ConnectionsRefused);
        held.ForEach(admission.Leave);
        Assert.Equal(0, admission.Statistics.OpenConnections);
        Assert.True(Enter(One).IsGranted);

        KdcVerdict Enter(IPAddress address)
        {
            KdcVerdict verdict = admission.TryEnter(address, out SourceAccount source);
            if (verdict.IsGranted)
                held.Add(source);
            return verdict;
        }
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("127.0.0.1", "::1", false)]
    public void A_source_is_an_IPv4_address_or_a_64_bit_network(string one, string other, bool isSame) =>
        Assert.Equal(isSame, KdcAdmission.KeyOf(IPAddress.Parse(one)) == KdcAdmission.KeyOf(IPAddress.Parse(other)));

    [Fact]
    public void A_flood_from_a_million_sources_neither_grows_the_table_nor_gives_anyone_a_fresh_account()
    {
        var admission = new KdcAdmission(KdcLimits.None with { RequestsPerSource = new Rate(0.01, 5) }, _clock);
        Assert.Equal(5, Granted(admission, One, 100));
        int granted = Enumerable.Range(0, 1_000_000).Count(i => admission.Admit(admission.SourceOf(new IPAddress(0x0B000000 + i)), isDatagram: true, Header(1026)).IsGranted);
        Assert.Equal(0, Granted(admission, One, 100));
        // Those for whom there is no place share one account: no more than there are places, and its burst, are granted anything.
        Assert.InRange(granted, 4096 * 7, (4096 * 8) + 5);
        // Once all has come back, there is a place for everyone again.
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(5, Granted(admission, Other, 100));
    }

    [Fact]
    public void Sources_that_take_no_more_than_they_may_never_fill_the_table()
    {
        var admission = new KdcAdmission(new KdcLimits { Requests = Rate.Unlimited, RequestsPerPrincipal = Rate.Unlimited }, _clock);
        for (int i = 0; i < 500_000; i++)
        {
            Assert.True(admission.Admit(admission.SourceOf(new IPAddress(0x0B000000 + i)), isDatagram: true, Header(1026)).IsGranted);
            _clock.Advance(TimeSpan.FromMicroseconds(1));
        }
    }

    [Fact]
    public void What_one_source_is_sent_over_UDP_is_bounded_per_second()
    {
        var admission = new KdcAdmission(KdcLimits.None, _clock);
        SourceAccount source = admission.SourceOf(One);
        int sent = 0;
        while (admission.TrySpend(source, 1024))
            sent += 1024;
        Assert.InRange(sent, 255 * 1024, 256 * 1024);
        Assert.True(admission.TrySpend(admission.SourceOf(Other), 60_000));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(admission.TrySpend(source, 200_000));
    }

    [Fact]
    public void Lists_are_refused_while_too_many_answers_wait_for_slow_peers()
    {
        var admission = new KdcAdmission(KdcLimits.None with { UnsentBytes = 1000 }, _clock);
        admission.Statistics.Unsent(1001);
        Assert.Equal(KdcVerdict.TooMuchUnsent, admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1026)));
        Assert.True(admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1027)).IsGranted);
        admission.Statistics.Unsent(-1001);
        Assert.True(admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1026)).IsGranted);
    }

    [Fact]
    public void The_defaults_let_a_thousand_rooms_of_one_machine_register_at_once_and_hundreds_of_clients_in()
    {
        var admission = new KdcAdmission(new KdcLimits(), _clock);
        for (int i = 0; i < 1000; i++)
            Assert.True(admission.TryEnter(One, out _).IsGranted);
        Assert.Equal(1000, Granted(admission, One, 1000, ServiceRegistration.Code));
        for (int i = 0; i < 500; i++)
        {
            Assert.True(admission.TryEnter(One, out _).IsGranted);
            Assert.True(admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1024)).IsGranted);
            Assert.True(admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1026)).IsGranted);
            Assert.True(admission.Admit(admission.SourceOf(One), isDatagram: false, Header(1027)).IsGranted);
        }
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var admission = new KdcAdmission(new KdcLimits { RequestsPerSource = Rate.Of(10) }, _clock);
        SourceAccount source = admission.SourceOf(One);
        PrincipalId principal = KdcSite.Id(1);
        RequestHeader header = Header(1027, principal);
        admission.NoteRefusal(source, principal, KdcRefusalKind.UnknownService);
        admission.Admit(source, isDatagram: true, in header);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            source = admission.SourceOf(One);
            admission.Admit(source, isDatagram: true, in header);
            admission.NoteRefusal(source, principal, KdcRefusalKind.UnknownService);
            admission.TryWarn(source);
            admission.TrySpend(source, 7);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RequestHeader Header(ushort code, PrincipalId? client = null) => new() { Version = 24, Code = code, ClientId = client ?? KdcSite.Id(1) };

    private static int Granted(KdcAdmission admission, IPAddress source, int times, ushort code = ServiceListRequest.Code) =>
        Enumerable.Range(0, times).Count(_ => admission.Admit(admission.SourceOf(source), isDatagram: false, Header(code)).IsGranted);
}
