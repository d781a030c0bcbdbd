using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting.Jobs;

namespace Terreau.Web.Hosting.Mail;

internal static class Mailing
{
    /// <summary>What is put in the outbox leaves at once, or within twenty seconds where another node put it.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
        => services.AddScoped<MailDelivery>().AddScoped<BounceReading>()
            .AddJob<MailDelivery>("envoyer les messages", Turn.Every(TimeSpan.FromSeconds(20)),
                (delivery, cancel) => delivery.SendDueAsync(cancel), rungBy: nameof(OutgoingMail));
}
