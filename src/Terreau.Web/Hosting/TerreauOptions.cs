using System.Globalization;
using System.Net;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Hosting;

/// <summary>
/// Every setting of an installation, read from environment variables whose names begin with TERREAU_
/// and from the options of a command. docs/configuration.md lists them all; a test holds it to that.
/// </summary>
internal sealed record TerreauOptions
{
    /// <summary>RFC 2606: .invalid belongs to nobody. Good for files, refused for a server.</summary>
    private const string NoSender = "Terreau <terreau@terreau.invalid>";

    private const int LeastMegabytes = 64;

    /// <summary>The folder that holds the database, the search index and the logs. TERREAU_DATA.</summary>
    public string Data { get; init; } = "var";

    /// <summary>Where to listen, addresses separated by ";". TERREAU_URLS.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>A connection string, SQLite ("Data Source=…") or PostgreSQL ("Host=…"). TERREAU_DATABASE.</summary>
    public string? Database { get; init; }

    /// <summary>
    /// True where somebody says that an empty database is meant, in a data folder that was used. An option of the console alone: as a
    /// setting it would be forgotten there, and stay said.
    /// </summary>
    public bool Anew { get; init; }

    /// <summary>The folder of the territory's reference files. TERREAU_TERRITORY.</summary>
    public string Territory { get; init; } = "data/est-ensemble";

    /// <summary>The address of an online base map in MapLibre style form; none = commune outlines only. TERREAU_BASEMAP.</summary>
    public string? BaseMap { get; init; }

    /// <summary>Pages one address may open in a minute. TERREAU_RATE_PAGES.</summary>
    public int RatePages { get; init; } = 1200;

    /// <summary>Searches one address may make in a minute. TERREAU_RATE_SEARCH.</summary>
    public int RateSearch { get; init; } = 600;

    /// <summary>Forms one address may post in a minute. TERREAU_RATE_FORMS.</summary>
    public int RateForms { get; init; } = 120;

    /// <summary>How many seconds of processor the reading of one file that people send may take. TERREAU_READ_SECONDS.</summary>
    public int ReadSeconds { get; init; } = 15;

    /// <summary>What the reading of one workbook may hold in memory, in megabytes. TERREAU_READ_MEGABYTES.</summary>
    public int ReadMegabytes { get; init; } = 512;

    /// <summary>The sites that may show lists and maps in their pages, as origins; none = this site alone. TERREAU_EMBED_HOSTS.</summary>
    public IReadOnlyList<string> EmbedHosts { get; init; } = [];

    /// <summary>How to write to the data protection officer, as people read it; null = not said. TERREAU_DPO.</summary>
    public string? Officer { get; init; }

    /// <summary>
    /// The team that animates the territory, as people reach it; null = not said. TERREAU_TEAM, "name; mail; phone; place", each but the
    /// name may be left out.
    /// </summary>
    public TeamContact? Team { get; init; }

    /// <summary>Who publishes the site, as the law wants it said; null = the body of the territory. TERREAU_PUBLISHER.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who directs the publication, a function; null = not said. TERREAU_DIRECTOR.</summary>
    public string? PublicationDirector { get; init; }

    /// <summary>Who hosts it, with an address and a telephone; null = not said. TERREAU_HOSTED_BY.</summary>
    public string? HostedBy { get; init; }

    /// <summary>
    /// The networks of the reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; empty = nobody's. TERREAU_PROXY.
    /// </summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Months after which a checked offer must be checked again. TERREAU_STALE_MONTHS.</summary>
    public int StaleMonths { get; init; } = 12;

    /// <summary>The address people know the site by, written in mails; null = that of the machine itself. TERREAU_ADDRESS.</summary>
    public string? Address { get; init; }

    /// <summary>The server mails leave by; none = files in the data folder. TERREAU_SMTP.</summary>
    public SmtpAddress? Smtp { get; init; }

    /// <summary>Who mails come from, a name and an address. TERREAU_MAIL_FROM.</summary>
    public string MailFrom { get; init; } = NoSender;

    /// <summary>False where this process must do nothing by itself, another one does. TERREAU_JOBS.</summary>
    public bool Jobs { get; init; } = true;

    /// <summary>
    /// The address of ProConnect before "/.well-known/openid-configuration"; null = nobody signs in through it. TERREAU_PROCONNECT.
    /// </summary>
    public string? ProConnect { get; init; }

    /// <summary>The identifier that ProConnect gave this site. TERREAU_PROCONNECT_CLIENT.</summary>
    public string? ProConnectClient { get; init; }

    /// <summary>The secret that goes with it. TERREAU_PROCONNECT_SECRET.</summary>
    public string? ProConnectSecret { get; init; }

    /// <summary>The key that Aides-territoires gave, for "import aides --url". TERREAU_AIDES_KEY.</summary>
    public string? AidesKey { get; init; }

    /// <summary>The key that data·inclusion gave, for "import inclusion --url". TERREAU_INCLUSION_KEY.</summary>
    public string? InclusionKey { get; init; }

    /// <summary>
    /// The address of the national address search before "/search"; null = no address is ever sent out. TERREAU_GEOCODER.
    /// </summary>
    public string? Geocoder { get; init; }

    /// <summary>What encrypts the archives of "sauvegarde" and opens them; null = not encrypted. TERREAU_BACKUP_PASSPHRASE.</summary>
    public string? BackupPassphrase { get; init; }

    public TimeSpan ReadTime => TimeSpan.FromSeconds(ReadSeconds);
    public long ReadBytes => (long)ReadMegabytes << 20;

    public bool HasProConnect => ProConnect is not null;

    public string Connection => Database ?? $"Data Source={Path.Combine(Data, "terreau.db")}";

    /// <summary>Where the territory's files are: as said, or else the copy that lies beside the program.</summary>
    public string TerritoryFolder => Directory.Exists(Territory) ? Territory : Path.Combine(AppContext.BaseDirectory, Territory);

    public string IndexFolder => Path.Combine(Data, "index");

    /// <summary>The keys that seal cookies and forms.</summary>
    public string KeyFolder => Path.Combine(Data, "keys");

    /// <summary>The originals of imported files.</summary>
    public string OriginalFolder => Path.Combine(Data, "imports");

    /// <summary>Where mails are written when no server is set.</summary>
    public string MailFolder => Path.Combine(Data, "mail");

    /// <summary>Each variable with how it changes the options; the list the documentation is tested against.</summary>
    public static readonly IReadOnlyDictionary<string, Func<TerreauOptions, string, TerreauOptions>> Variables =
        new SortedDictionary<string, Func<TerreauOptions, string, TerreauOptions>>(StringComparer.Ordinal)
        {
            ["TERREAU_DATA"] = (options, value) => options with { Data = value },
            ["TERREAU_URLS"] = (options, value) => options with { Urls = value },
            ["TERREAU_DATABASE"] = (options, value) => options with { Database = value },
            ["TERREAU_TERRITORY"] = (options, value) => options with { Territory = value },
            ["TERREAU_ADDRESS"] = (options, value) => options with { Address = WebAddress("TERREAU_ADDRESS", value) },
            ["TERREAU_BASEMAP"] = (options, value) => options with { BaseMap = WebAddress("TERREAU_BASEMAP", value) },
            ["TERREAU_RATE_PAGES"] = (options, value) => options with { RatePages = Count("TERREAU_RATE_PAGES", value) },
            ["TERREAU_RATE_SEARCH"] = (options, value) => options with { RateSearch = Count("TERREAU_RATE_SEARCH", value) },
            ["TERREAU_RATE_FORMS"] = (options, value) => options with { RateForms = Count("TERREAU_RATE_FORMS", value) },
            ["TERREAU_READ_SECONDS"] = (options, value) => options with { ReadSeconds = Count("TERREAU_READ_SECONDS", value) },
            ["TERREAU_READ_MEGABYTES"] = (options, value) => options with { ReadMegabytes = Megabytes("TERREAU_READ_MEGABYTES", value) },
            ["TERREAU_DPO"] = (options, value) => options with { Officer = value },
            ["TERREAU_PUBLISHER"] = (options, value) => options with { Publisher = value },
            ["TERREAU_DIRECTOR"] = (options, value) => options with { PublicationDirector = value },
            ["TERREAU_HOSTED_BY"] = (options, value) => options with { HostedBy = value },
            ["TERREAU_TEAM"] = (options, value) => options with { Team = TeamContact.Read("TERREAU_TEAM", value) },
            ["TERREAU_EMBED_HOSTS"] = (options, value) => options with { EmbedHosts = EmbedOrigins.Read("TERREAU_EMBED_HOSTS", value) },
            ["TERREAU_PROXY"] = (options, value) => options with { Proxies = TrustedProxies.Read("TERREAU_PROXY", value) },
            ["TERREAU_SMTP"] = (options, value) => options with { Smtp = Server("TERREAU_SMTP", value) },
            ["TERREAU_MAIL_FROM"] = (options, value) => options with { MailFrom = Sender("TERREAU_MAIL_FROM", value) },
            ["TERREAU_JOBS"] = (options, value) => options with { Jobs = YesOrNo("TERREAU_JOBS", value) },
            ["TERREAU_PROCONNECT"] = (options, value) => options with { ProConnect = SafeAddress("TERREAU_PROCONNECT", value) },
            ["TERREAU_PROCONNECT_CLIENT"] = (options, value) => options with { ProConnectClient = value },
            ["TERREAU_PROCONNECT_SECRET"] = (options, value) => options with { ProConnectSecret = value },
            ["TERREAU_AIDES_KEY"] = (options, value) => options with { AidesKey = value },
            ["TERREAU_INCLUSION_KEY"] = (options, value) => options with { InclusionKey = value },
            ["TERREAU_GEOCODER"] = (options, value) => options with { Geocoder = SafeAddress("TERREAU_GEOCODER", value) },
            ["TERREAU_BACKUP_PASSPHRASE"] = (options, value) => options with { BackupPassphrase = value },
            ["TERREAU_STALE_MONTHS"] = (options, value) => options with { StaleMonths = Count("TERREAU_STALE_MONTHS", value) },
        };

    /// <exception cref="StartException">A variable has a value that cannot be read.</exception>
    public static TerreauOptions FromEnvironment(Func<string, string?> variable)
    {
        var options = new TerreauOptions();
        foreach (var (name, apply) in Variables)
        {
            if (variable(name) is { Length: > 0 } value) options = apply(options, value);
        }
        return options.Smtp is not null && options.MailFrom == NoSender
            ? throw new StartException("TERREAU_SMTP demande aussi TERREAU_MAIL_FROM, l’adresse d’où partent les messages.")
            : options;
    }

    private static int Count(string name, string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new StartException($"{name} doit être un nombre entier positif, et non « {value} ».");

    // With less, the runtime does not start.
    private static int Megabytes(string name, string value)
        => Count(name, value) is >= LeastMegabytes and var count ? count
            : throw new StartException($"{name} doit être d’au moins {LeastMegabytes}, et non « {value} ».");

    private static bool YesOrNo(string name, string value) => value.ToLowerInvariant() switch
    {
        "1" or "true" or "oui" => true,
        "0" or "false" or "non" => false,
        _ => throw new StartException($"{name} doit être « oui » ou « non », et non « {value} »."),
    };

    // The value may hold a password: it is not repeated.
    private static SmtpAddress Server(string name, string value)
        => SmtpAddress.TryParse(value, out var server)
            ? server
            : throw new StartException($"{name} doit être de la forme smtp://compte:motdepasse@serveur:port ou smtps://…");

    private static string Sender(string name, string value)
        => MailWriting.ReadSender(value) is not null
            ? value
            : throw new StartException($"{name} doit être une adresse de messagerie, avec ou sans nom, et non « {value} ».");

    private static string WebAddress(string name, string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            ? value
            : throw new StartException($"{name} doit être une adresse web complète, et non « {value} ».");

    private static string SafeAddress(string name, string value)
        => WebAddress(name, value) is var address && new Uri(address) is { Scheme: "https" } or { IsLoopback: true }
            ? address
            : throw new StartException($"{name} doit commencer par https://, et non « {value} ».");
}

/// <summary>Something keeps Terreau from starting; the message is all that is shown.</summary>
/// <param name="message">In a sentence, what and what to do.</param>
/// <param name="exitCode">docs/configuration.md lists them.</param>
internal sealed class StartException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode => exitCode;
}
