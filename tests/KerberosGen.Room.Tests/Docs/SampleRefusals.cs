using System.Reflection;
using KerberosGen.Layout;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room.Tests;

/// <summary>Every reason for which a room refuses, with values as they may come.</summary>
internal static class SampleRefusals
{
    public static IEnumerable<string> All()
    {
        foreach (FieldInfo field in typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static))
            yield return (string)field.GetValue(null)!;
        foreach (MethodInfo method in typeof(Refusals).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(static method => method.ReturnType == typeof(string)))
        {
            foreach (object[] arguments in ArgumentsOf(method))
                yield return (string)method.Invoke(null, arguments)!;
        }

        // A display name that is none, and bytes that their table does not allow.
        foreach (string name in (string[])["", "a:b", "a\nb", "a\ud800"])
        {
            Validator.TryName(name, out _, out string? problem);
            yield return problem!;
        }

        yield return ChatMessage.Unpack(new byte[20 + 1], out _).AsWhole(20 + 1).Describe(ChatMessage.Layout);
    }

    private static IEnumerable<object[]> ArgumentsOf(MethodInfo method)
    {
        IEnumerable<object[]> all = [[]];
        foreach (ParameterInfo parameter in method.GetParameters())
            all = [.. all.SelectMany(begun => ValuesOf(method, parameter).Select(value => (object[])[.. begun, value]))];
        return all;
    }

    private static object[] ValuesOf(MethodInfo method, ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return type == typeof(ushort) ? [(ushort)1029]
            : type == typeof(uint) ? [70_000u]
            : type == typeof(byte) ? [(byte)23]
            : type == typeof(int) ? [7]
            : type == typeof(TimeSpan) ? [TimeSpan.FromSeconds(412), TimeSpan.FromSeconds(-412)]
            : type == typeof(PrincipalId) ? [new PrincipalId(new byte[PrincipalId.Size])]
            : type == typeof(PrincipalName) ? [new PrincipalName("ann")]
            : type == typeof(PacketLayout) ? [TicketRequest.Layout]
            : type == typeof(RoomCommandKind) ? [RoomCommandKind.Say, RoomCommandKind.Subscribe, RoomCommandKind.ListMembers, RoomCommandKind.Leave]
            // A display name is text by its own rule.
            : method.Name == nameof(Refusals.NotText) ? ["message"]
            : ["message", "display name"];
    }
}
