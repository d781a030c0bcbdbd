using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests;

/// <summary>A whole Terreau on a port of its own, with a real database file, spoken to over HTTP.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly bool ownsFolder;
    private readonly CookieContainer cookies = new();
    private WebApplication app = null!;

    /// <summary>The day every test site lives on, unless it moves the clock.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    private TestSite(TemporaryFolder? given) => (folder, ownsFolder) = (given ?? new TemporaryFolder(), given is null);

    public FakeTimeProvider Clock { get; } = new(Morning);
    public HttpClient Client { get; private set; } = null!;
    public IServiceProvider Services => app.Services;
    public string Folder => folder.Path;

    /// <param name="settings">The usual settings of ASP.NET Core and OpenTelemetry.</param>
    /// <param name="connection">A database that is there already, or is to be filled; null for one of its own.</param>
    public static async Task<TestSite> StartAsync(
        string database = "sqlite", Func<TerreauOptions, TerreauOptions>? adjust = null, string? seed = null, int size = 0,
        Action<WebApplication>? map = null, TemporaryFolder? folder = null, Action<IServiceCollection>? services = null,
        string? connection = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var site = new TestSite(folder);
        var fresh = OptionsOf(site.folder.Path, "");
        var options = adjust?.Invoke(fresh) ?? fresh;
        // A folder given may already hold a site, and another territory is another world: those open as a first start does.
        var copied = folder is null && connection is null && options.Territory == fresh.Territory;
        options = options with
        {
            Database = connection is not null ? connection : copied ? await SiteTemplates.CopyAsync(database, seed, size, site.folder.Path)
                : await Databases.FreshAsync(database, site.folder.Path),
        };
        site.app = Site.Build(options, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(site.Clock);
            if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
            services?.Invoke(builder.Services);
        });
        try
        {
            await SiteTemplates.OpenAsync(site.app, copied ? null : seed, size);
            map?.Invoke(site.app);
            await site.app.StartAsync();
        }
        catch
        {
            // One that does not start holds its folder no longer.
            await site.app.DisposeAsync();
            throw;
        }
        site.Client = site.NewClient(site.cookies);
        return site;
    }

    /// <summary>What every test site is opened with.</summary>
    public static TerreauOptions OptionsOf(string folder, string database) => new()
    {
        Data = folder, Urls = "http://127.0.0.1:0", Territory = Clone.Territory, Database = database,
        RatePages = 1_000_000, RateSearch = 1_000_000, RateForms = 1_000_000, Jobs = false,
    };

    public HttpClient NewClient(CookieContainer? cookies = null)
        => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() })
    {
        BaseAddress = new Uri(app.Urls.First()),
    };

    /// <summary>The value of a cookie that the site gave to its client.</summary>
    public string? Cookie(string name) => cookies.GetCookies(Client.BaseAddress!)[name]?.Value;

    /// <summary>Reads a page that must answer 200.</summary>
    public async Task<IHtmlDocument> PageAsync(string address)
    {
        using var response = await Client.GetAsync(address);
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{address} answered {(int)response.StatusCode}: {html[..Math.Min(html.Length, 600)]}");
        return await ParseAsync(html, address);
    }

    /// <summary>Posts the form as a browser would: its own fields and token, changed where the test says so.</summary>
    public Task<HttpResponseMessage> SubmitAsync(IHtmlDocument page, string selector, params (string Name, string Value)[] changes)
        => SubmitAsync(page, selector, Client, changes);

    /// <summary>The same, by another visitor than the site's own client.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(
        IHtmlDocument page, string selector, HttpClient client, params (string Name, string Value)[] changes)
    {
        var form = page.QuerySelector(selector) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form {selector} on {page.Url}");
        var fields = FieldsOf(form);
        foreach (var name in changes.Select(change => change.Name).Distinct()) fields.RemoveAll(field => field.Key == name);
        fields.AddRange(changes.Select(change => KeyValuePair.Create(change.Name, change.Value)));
        // As browsers do: no action is the address of the page, its query included.
        var target = new Uri(new Uri(page.Url), form.GetAttribute("action") ?? "");
        return await client.PostAsync(target.PathAndQuery, new FormUrlEncodedContent(fields));
    }

    public async Task<IHtmlDocument> ParseAsync(string html, string address = "/")
    {
        var context = BrowsingContext.New(Configuration.Default);
        return (IHtmlDocument)await context.OpenAsync(
            request => request.Content(html).Address(new Uri(Client.BaseAddress!, address).ToString()));
    }

    /// <summary>Works on the database as a request would.</summary>
    public async Task<T> WithDbAsync<T>(Func<TerreauDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TerreauDb>());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsFolder) folder.Dispose();
    }

    private static List<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }: break;
                case IHtmlInputElement { Type: "submit" or "button" or "reset" or "file" }: break;
                case IHtmlInputElement { Name.Length: > 0 } input: fields.Add(new(input.Name, input.Value)); break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area: fields.Add(new(area.Name, area.Value)); break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    fields.AddRange(select.SelectedOptions.Select(option => KeyValuePair.Create(select.Name!, option.Value)));
                    break;
            }
        }
        return fields;
    }
}
