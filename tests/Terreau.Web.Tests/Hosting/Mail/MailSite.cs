using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Tests.Hosting.Mail;

/// <summary>What tests of mails do with a site.</summary>
internal static class MailSite
{
    public static Func<TerreauOptions, TerreauOptions> Through(int port, string account = "", bool jobs = false) => options => options with
    {
        Smtp = SmtpAddress.TryParse($"smtp://{account}127.0.0.1:{port}", out var server) ? server : throw new InvalidOperationException(),
        MailFrom = "Terreau d’essai <ne-pas-repondre@terreau.example>", Jobs = jobs,
    };

    public static Task<int> PutAsync(this TestSite site, params string[] addresses) => site.WithDbAsync(db =>
    {
        var act = Act.ByVisitor(site.Clock, "essayer");
        foreach (var address in addresses) db.Put(Letters(address), act);
        return db.SaveAsync(act);
    });

    public static async Task<int> SendAsync(this TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailDelivery>().SendDueAsync(CancellationToken.None);
    }

    public static Task<OutgoingMail> MailAsync(this TestSite site, string address)
        => site.WithDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(mail => mail.Recipient == address));

    /// <summary>Waits in real time for something another thread does.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var tries = 0; tries < 1_200; tries++)
        {
            if (await holds()) return;
            await Task.Delay(50);
        }
        Assert.Fail($"After a minute, not yet: {what}");
    }

    private static Letter Letters(string address) => Domain.Mail.Letters.To(address);
}
