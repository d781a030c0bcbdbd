namespace Terreau.Engine.Duplicates.Reading;

/// <summary>Which websites and mail domains tell an organisation apart, and which are everybody's.</summary>
public static class WebDomains
{
    // One site, a page for each: the page may tell, the host never does.
    private static readonly string[] OnePageEach =
    [
        "facebook.com", "fb.com", "instagram.com", "linkedin.com", "youtube.com", "twitter.com", "x.com", "tiktok.com", "helloasso.com",
        "sites.google.com", "docs.google.com", "drive.google.com", "linktr.ee", "leetchi.com", "ulule.com", "kisskissbankbank.com",
        "change.org", "net1901.org", "gralon.net", "pagesjaunes.fr", "societe.com", "pappers.fr", "journal-officiel.gouv.fr", "calameo.com",
        "eventbrite.fr", "doctolib.fr", "google.com", "goo.gl", "bit.ly",
    ];

    // A subdomain for each: "jardin.wordpress.com" tells, "wordpress.com" does not.
    private static readonly string[] OneSubdomainEach =
    [
        "wordpress.com", "blogspot.com", "blogspot.fr", "over-blog.com", "overblog.com", "canalblog.com", "e-monsite.com", "wixsite.com",
        "jimdo.com", "jimdofree.com", "jimdosite.com", "free.fr", "asso.free.fr", "webnode.fr", "weebly.com", "assoconnect.com",
        "s2.yapla.com", "sportsregions.fr", "clubeo.com", "footeo.com", "github.io", "netlify.app", "site123.me", "squarespace.com",
        "tumblr.com", "mystrikingly.com",
    ];

    private static readonly HashSet<string> Mailboxes = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "hotmail.com", "hotmail.fr", "outlook.com",
        "outlook.fr", "live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "sfr.fr", "neuf.fr", "cegetel.net",
        "club-internet.fr", "bbox.fr", "numericable.fr", "noos.fr", "aol.com", "aliceadsl.fr", "icloud.com", "me.com", "mac.com", "gmx.fr",
        "gmx.com", "proton.me", "protonmail.com", "mailo.com", "voila.fr", "caramail.com", "framalistes.org",
    };

    /// <summary>
    /// The host of a site without "www."; host and path on a site with a page for each; null when it tells nothing
    /// (unreadable, or the entrance of a shared site). Small letters.
    /// </summary>
    public static string? Site(string? address)
    {
        if (address is null || address.Length > 2_000) return null;
        var text = address.AsSpan().Trim();
        if (text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme) text = text[(scheme + 3)..];
        var end = text.IndexOfAny('/', '?', '#');
        var path = end < 0 ? "" : Path(text[end..]);
        var host = Host(end < 0 ? text : text[..end]);
        if (host is null) return null;
        if (Array.Exists(OnePageEach, shared => IsWithin(host, shared)))
            return path.Length == 0 || path.EndsWith(".php", StringComparison.Ordinal) ? null : host + path;
        return Array.IndexOf(OneSubdomainEach, host) >= 0 ? null : host;
    }

    /// <summary>The domain of a mail address, or the domain itself; null when unreadable or a public mailbox.</summary>
    public static string? Mail(string? address)
    {
        if (address is null || address.Length > 320) return null;
        var host = Host(address.AsSpan(address.LastIndexOf('@') + 1).Trim());
        return host is null || Mailboxes.Contains(host) ? null : host;
    }

    private static string? Host(ReadOnlySpan<char> text)
    {
        if (text.LastIndexOf('@') is >= 0 and var user) text = text[(user + 1)..];
        if (text.IndexOf(':') is >= 0 and var port) text = text[..port];
        var host = text.TrimEnd('.').ToString().ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        var isSound = host.Length is > 3 and <= 253 && host.Contains('.', StringComparison.Ordinal)
            && !host.Contains("..", StringComparison.Ordinal)
            && host[0] != '.' && host.All(c => char.IsLetterOrDigit(c) || c is '-' or '.' or '_');
        return isSound ? host : null;
    }

    private static string Path(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('?', '#');
        return (end < 0 ? text : text[..end]).TrimEnd('/').ToString().ToLowerInvariant();
    }

    private static bool IsWithin(string host, string domain)
        => host.EndsWith(domain, StringComparison.Ordinal) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');
}
