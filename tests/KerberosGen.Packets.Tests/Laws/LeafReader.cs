using System.Collections;
using System.Reflection;
using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Laws;

/// <summary>A packet's values by the paths of its layout table, read from its declared fields by reflection.</summary>
public static class LeafReader
{
    private static readonly MethodInfo BytesOfDomainType = typeof(Domain).GetMethod(nameof(Domain.BytesOf))!;

    /// <summary>Every leaf but lengths and counts, as something that compares by value.</summary>
    public static Dictionary<string, string> Read(PacketLayout layout, object model)
    {
        var values = new Dictionary<string, string>();
        Read(layout, model, "", values);
        return values;
    }

    private static void Read(PacketLayout layout, object model, string prefix, Dictionary<string, string> values)
    {
        foreach (FieldLayout field in layout.Fields)
        {
            if (field.Role is FieldRole.Length or FieldRole.Count)
                continue;
            object value = ValueOf(model, Pascal(field.Name));
            if (field.Type.Packet is { } nested)
                Read(nested, value, $"{prefix}{field.Name}.", values);
            else
                values.Add(prefix + field.Name, Show(value));
        }
    }

    private static object ValueOf(object model, string member) =>
        model.GetType().GetField(member)?.GetValue(model)
        ?? model.GetType().GetProperty(member)?.GetValue(model)
        ?? throw new InvalidOperationException($"{model.GetType().Name} has no {member}.");

    private static string Show(object value)
    {
        if (value.GetType().IsPrimitive || value is Enum)
            return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
        if (value is OwnedArray<byte> bytes)
            return Convert.ToHexString(bytes.Items);
        if (value.GetType().GetProperty("Items")?.GetValue(value) is IEnumerable items)
            return string.Join(",", items.Cast<object>().Select(Show));
        Assert.Contains(value.GetType().GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IFixedSize<>));
        return Convert.ToHexString((byte[])BytesOfDomainType.MakeGenericMethod(value.GetType()).Invoke(null, [value])!);
    }

    private static string Pascal(string wireName) =>
        string.Concat(wireName.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
