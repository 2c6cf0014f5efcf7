using System.Text.Json;
using FsCheck.Xunit;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Pipe;

public sealed class EventJsonTests
{
    private static readonly PrincipalId s_me = PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb"), s_other = PrincipalId.Parse("5821f9a674174062ad3af49ee1432681");

    private static readonly DateTimeOffset s_time = new(2026, 11, 23, 18, 1, 2, 345, TimeSpan.FromHours(1));

    public static TheoryData<string, string> Kinds => new()
    {
        { Json(new MessageReceived(7, s_time, s_me, "ann", "hi")), """{"kind":"message","time":"2026-11-23T17:01:02.345Z","sequence":7,"client_id":"4e43ae195f4d43b799ce2cca77178cfb","own":true,"name":"ann","text":"hi","verified":true}""" },
        { Json(new MessageReceived(7, s_time, s_me, "ann", "hi") { IsVerified = false }), """{"kind":"message","time":"2026-11-23T17:01:02.345Z","sequence":7,"client_id":"4e43ae195f4d43b799ce2cca77178cfb","own":false,"name":"ann","text":"hi","verified":false}""" },
        { Json(new MemberJoined(8, s_time, s_other, "ben")), """{"kind":"joined","time":"2026-11-23T17:01:02.345Z","sequence":8,"client_id":"5821f9a674174062ad3af49ee1432681","own":false,"name":"ben","verified":true}""" },
        { Json(new MemberLeft(9, s_time, s_other, "ben")), """{"kind":"left","time":"2026-11-23T17:01:02.345Z","sequence":9,"client_id":"5821f9a674174062ad3af49ee1432681","own":false,"name":"ben","verified":true}""" },
        { Json(new RoomNotice(0, s_time, default, "Hear!")), """{"kind":"notice","time":"2026-11-23T17:01:02.345Z","sequence":0,"client_id":"00000000000000000000000000000000","own":false,"text":"Hear!","verified":true}""" },
        { Json(new ConnectionLost(s_time, "It broke.", TimeSpan.FromSeconds(1.5))), """{"kind":"connection_lost","time":"2026-11-23T17:01:02.345Z","reason":"It broke.","next_try_seconds":1.5}""" },
        { Json(new ConnectionRestored(s_time)), """{"kind":"connection_restored","time":"2026-11-23T17:01:02.345Z"}""" },
        { Json(new EventsMissed(s_time, 3)), """{"kind":"missed","time":"2026-11-23T17:01:02.345Z","count":3}""" },
        { EventJson.Undelivered(new PipeLine(4, "hi"), "why", false, s_time), """{"kind":"undelivered","time":"2026-11-23T17:01:02.345Z","line":4,"reason":"why","uncertain":false,"text":"hi"}""" },
        { EventJson.Undelivered(new PipeLine(4, "sho...", "it is too long"), "it is too long", false, s_time), """{"kind":"undelivered","time":"2026-11-23T17:01:02.345Z","line":4,"reason":"it is too long","uncertain":false}""" },
    };

    /// <summary>What programs rely on: members are only added, at the end.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_its_members(string json, string expected) => Assert.Equal(expected, json);

    [Property(MaxTest = 300)]
    public void A_text_is_exact_and_drives_no_terminal(string? text)
    {
        string said = (text ?? "") + "\u0000\u001b[31m\u202e\u200b\u200d\u2028é😀\U000e0041\"\\";
        string valid = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(said));
        string json = Json(new MessageReceived(1, s_time, s_other, "ben", valid));

        Assert.Equal(valid, JsonDocument.Parse(json).RootElement.GetProperty("text").GetString());
        Assert.Equal(json, DisplayText.Escape(json));
    }

    private static string Json(ChatEvent happened) => new EventJson(s_me).Of(happened)!;
}
