namespace Terreau.Web.Tests.Conventions;

/// <summary>What breaks a rule, told whole: a list cut short would be mended one run at a time.</summary>
internal static class Broken
{
    public static void None(IEnumerable<string> found)
    {
        var lines = found.Distinct().Order(StringComparer.Ordinal).ToList();
        if (lines.Count > 0) Assert.Fail($"{lines.Count}:\n{string.Join('\n', lines)}");
    }

    /// <summary>Nothing breaks the rule but what is allowed, and each exception still lets something pass: else it goes.</summary>
    /// <param name="found">What breaks the rule: under which exception it would pass, and how to tell of it.</param>
    public static void NoneBut(IEnumerable<string> allowed, IEnumerable<(string Exception, string Text)> found)
    {
        var (all, exceptions) = (found.ToList(), allowed.ToHashSet(StringComparer.Ordinal));
        None(all.Where(one => !exceptions.Contains(one.Exception)).Select(one => one.Text)
            .Concat(exceptions.Except(all.Select(one => one.Exception)).Select(stale => $"{stale}: an exception that nothing needs any more")));
    }
}
